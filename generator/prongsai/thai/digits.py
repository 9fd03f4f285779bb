"""Thai and Arabic digits: read either, store Arabic, print what the site wants."""

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def to_arabic(text: str) -> str:
    """Return `text` with every Thai digit replaced by its Arabic one."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """Return `text` with every Arabic digit replaced by its Thai one."""
    return text.translate(_TO_THAI)
