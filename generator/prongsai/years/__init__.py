"""A year that begins: roll over from the last one, settle when its list comes."""
