"""A course in one file: a zip with a list of what is in it, read with suspicion."""
