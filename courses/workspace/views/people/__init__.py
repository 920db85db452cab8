"""The pages of single people: who they are, moves to another batch, doubles."""
