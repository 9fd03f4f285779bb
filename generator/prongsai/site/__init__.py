"""From pages to `build/site`."""
