"""What is done with a list: uploaded, read, mended, taken in, taken back."""
