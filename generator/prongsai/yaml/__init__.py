"""YAML as text with places: read, written, edited in place."""
