"""What the assessment asks, and how far a year is."""
