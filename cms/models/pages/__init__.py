"""The pages of courses and of the site."""
