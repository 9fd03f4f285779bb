"""What is particular to Thai text: digits, Buddhist dates, item and question codes."""
