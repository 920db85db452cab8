"""Spreadsheets that people give us: judged by their content, read row by row, without a database.

`tables.read_table` finds the list in a file and gives its cells as they are; `lists.read_sheet`
gives them as text. Whatever the bytes are, nothing but a `SheetRefused` is raised.
"""
