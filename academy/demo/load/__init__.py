"""Loads the demo: the same program at every load, with dates that end today."""
