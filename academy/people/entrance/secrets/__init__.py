"""PINs and passwords: made, judged, kept."""
