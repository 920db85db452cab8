"""Between the network and the views: who asks, from where, and what becomes of an error."""
