"""What surrounds a page; the apps above put their own places and parts into it."""
