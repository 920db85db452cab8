"""What is read of lists and of the people in them."""
