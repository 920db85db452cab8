"""What people of the demo write: applications, notes to a trainer, feedback, reasons."""
