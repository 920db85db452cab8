"""What a person leaves behind who learns: attempts, practice, notes."""
