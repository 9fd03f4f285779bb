"""What only the agency itself reads: open items and submission sheets."""
