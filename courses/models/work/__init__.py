"""Work that was handed in, and all that is said and shown of it."""
