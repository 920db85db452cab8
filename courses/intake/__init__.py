"""People from coordinators' spreadsheets: read, judged row by row, and shown before anything
is written. `queries.preview` is the door."""
