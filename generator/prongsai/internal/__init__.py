"""What only the agency itself reads, below `build/internal/`: who owes what, sheets."""
