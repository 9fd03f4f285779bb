"""What a file contains, whatever its format: paragraphs and tables."""
