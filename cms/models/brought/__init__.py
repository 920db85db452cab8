"""Files that were brought to be taken in: courses, questions, lessons of Word."""
