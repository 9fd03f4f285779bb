"""Reading and writing files, and asking git."""
