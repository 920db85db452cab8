"""Choosing by quota: what is set for it, what is proposed, changed by hand and applied."""
