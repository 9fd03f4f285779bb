"""Import officers' files into `scores.yml` and `measures.yml` without losing a cell."""
