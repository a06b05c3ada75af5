"""The tests. `helpers.py` has what several of them need."""
