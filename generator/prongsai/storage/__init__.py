"""The disk, and nothing but the disk: reading and writing files and git."""
