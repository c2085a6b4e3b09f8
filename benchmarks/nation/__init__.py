"""An invented nation: real regions and borders, invented cooperation that grows by a stated rule.

`land` is the stage and its hidden traits, `rule` how neighbours begin and stop, `deals` all
that is agreed year by year, `partners` whom with outside, `documents` the same as agreements,
`writing` puts them into a database or a register.
"""
