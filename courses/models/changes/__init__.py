"""What was set right afterwards, by whom and why."""
