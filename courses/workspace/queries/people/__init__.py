"""What the workspace reads of single people: their page, who they are, moves, doubles."""
