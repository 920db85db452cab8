"""What people type: cleaned, compared, found again, whatever their keyboard made of it."""
