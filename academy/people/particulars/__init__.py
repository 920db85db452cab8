"""How a person's name and phone number are written, typed and compared."""
