"""From the files of `content/` to typed records."""
