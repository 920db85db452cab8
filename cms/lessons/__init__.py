"""What lessons are made into for readers, and taken apart into for small forms."""
