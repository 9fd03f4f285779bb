"""Onto the agency's own web space, and proven there."""
