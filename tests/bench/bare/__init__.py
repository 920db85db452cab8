"""The measure of things: a Django view with a session, a user and one query, and nothing else."""
