"""From content to pages: what stands at which address, not how it looks."""
