"""Read the paragraphs and tables of a file of any format."""
