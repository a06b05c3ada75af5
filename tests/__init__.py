"""The tests. Shared helpers are in `helpers.py`."""
