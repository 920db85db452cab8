"""Whom to accept into a batch: proposed by rule from applicants, seats and quotas, and explained.

Knows no database and no Django. `proposing.propose()` is the way in.
"""
