"""The model of the content: one record a thing, one module a file."""
