"""How somebody comes to a seat, and what is done, asked and granted there."""
