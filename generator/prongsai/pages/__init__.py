"""From content to pages: what is at which address, not how it looks."""
