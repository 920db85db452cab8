"""Word files (.docx) as lessons: read into plain blocks, with an account of what stays behind.

No row and no page is known here. Written for this house and not taken from a library: what the
known ones leave out they do not count (footnotes, changes, boxes, equations), numbers that go on
after a picture begin at 1 again, and none sets a limit to what a stranger's archive unpacks to.
"""
