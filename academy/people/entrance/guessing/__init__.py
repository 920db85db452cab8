"""How often somebody may guess, and who is told of it."""
