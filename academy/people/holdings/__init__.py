"""What all apps hold about a person: told in a copy, brought together in a merge.

Each app says so of its own models; people need not know who else keeps data.
"""
