"""Bringing facts into the graph: reference tables, the demo register, users' files."""
