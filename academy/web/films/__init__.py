"""Videos and recordings: what a file is, and its small copies, made by ffmpeg as a process."""
