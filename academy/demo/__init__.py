"""The demo program: invented people, pesantren and work, the same at every load."""
