"""Rules read from the official manual that an agency holds, and ticked by a person."""
