"""What people say to one another, and what is reported of it."""
