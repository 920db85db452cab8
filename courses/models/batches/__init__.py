"""Programs, their batches, and when those meet."""
