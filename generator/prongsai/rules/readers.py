"""Which reader a manual needs, by the end of its name."""

from pathlib import PurePath

from prongsai.importing.read.readers import READERS, read_untrusted
from prongsai.importing.read.text import decode
from prongsai.rules.manual import Manual, from_document, from_text, with_repaired_text
from prongsai.rules.pdf import read_pdf
from prongsai.storage.confined import Limits, confined
from prongsai.storage.limits import BadFileError

_PLAIN = frozenset({".txt", ".md"})
_LIMITS = Limits(seconds=120, memory=2_000_000_000)
"""A manual has hundreds of ruled pages, and comes from the assessor's own website."""


def read_manual(name: str, data: bytes) -> Manual:
    """Read a manual from a PDF with a text layer, Word, Excel, HTML or text file.

    Raises:
        BadFileError: it is of another kind, damaged, or has no text layer.
    """
    ending = PurePath(name).suffix.lower()
    if data.startswith(b"%PDF"):
        return with_repaired_text(confined(read_pdf, name, data, limits=_LIMITS))
    if ending in _PLAIN:
        return with_repaired_text(from_text(name, decode(data)))
    if ending not in READERS:
        raise BadFileError(
            "unknown-kind", file=name, known=" ".join((".pdf", *READERS))
        )
    return with_repaired_text(
        from_document(read_untrusted(READERS[ending], name, data))
    )
