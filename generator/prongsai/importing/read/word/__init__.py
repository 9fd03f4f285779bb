"""Word files, part by part: styles and numbers, the words of a run, the tables."""
