"""Understand the paragraphs and tables of a document."""
