"""Faults put into a running academy, and what became of what its people did (`make faults`)."""
