"""What Word itself has: the archive, its XML, its styles and its numbers."""
