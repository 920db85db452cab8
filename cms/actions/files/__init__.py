"""What is done with files: uploaded, converted, captioned."""
