"""A certificate as a file: facts in, signed bytes out; knows no database.

`layout` sets both pages once for all who share them, `overlay` lays one person's facts
over them, `signature` signs the result. `render.certificate_pdf` does the three in turn.
"""
