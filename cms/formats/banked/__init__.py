"""A question as our bank holds it, and the same as files say it.

`shape` is what the bank holds; `taking` makes it of what was read, `giving` what is written of
it; `losing` says what has no place in the bank or in a format.
"""
