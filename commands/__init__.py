"""The command line, a module a concern; `jejaring.py` puts it together."""
