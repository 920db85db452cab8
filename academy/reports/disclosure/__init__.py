"""What may be published without telling of a single person."""
