"""Excel workbooks (Office Open XML), read from their archive."""
