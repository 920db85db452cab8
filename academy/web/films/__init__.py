"""Videos and recordings: what a file is, and its small copies, by ffmpeg in a process of its own."""
