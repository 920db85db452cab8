"""Workbooks of Excel 97 to 2003, read by a program of their own from their records."""
