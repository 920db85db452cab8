"""Drawn product photos: what a student would take at a window with a sheet of paper, first weak, then better."""
