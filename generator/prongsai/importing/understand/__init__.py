"""What the paragraphs and tables of a document mean."""
