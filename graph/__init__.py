"""The graph: model, databases, projections, measures and gaps.

Knows neither the loaders nor the web application.
"""
