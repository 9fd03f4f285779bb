"""From officers' files to `scores.yml` and `measures.yml`, without losing a cell."""
