"""Cells of a list of people turned into values, with what is wrong with them; pure decisions."""
