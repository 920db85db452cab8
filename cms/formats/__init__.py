"""Files of questions as other systems write them: read into `WrittenQuestion`s and written again.

Knows no database: what becomes of the questions is said by whoever calls.
"""
