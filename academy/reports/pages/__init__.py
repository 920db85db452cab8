"""What the pages of a program show, put together from the figures."""
