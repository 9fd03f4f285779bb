"""A copy of a file that shows the same and keeps nothing else.

What goes: metadata, notes, tracked changes (taken as accepted), earlier versions, files
inside, positions, scripts. The copy is read again: what it still keeps is said.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.attachments import FileKind, Runs, Trace
from prongsai.storage.attachments.read import MAX_READ, facts_of
from prongsai.storage.cleaning.open_document import clean_open_document
from prongsai.storage.cleaning.package import clean_package
from prongsai.storage.cleaning.pdf import clean_pdf
from prongsai.storage.cleaning.picture import clean_picture
from prongsai.storage.limits import BadFileError

CLEANERS: Mapping[FileKind, Callable[[bytes], bytes]] = {
    FileKind.DOCX: clean_package,
    FileKind.GIF: clean_picture,
    FileKind.JPEG: clean_picture,
    FileKind.ODS: clean_open_document,
    FileKind.ODT: clean_open_document,
    FileKind.PDF: clean_pdf,
    FileKind.PNG: clean_picture,
    FileKind.PPTX: clean_package,
    FileKind.TIFF: clean_picture,
    FileKind.WEBP: clean_picture,
    FileKind.XLSX: clean_package,
}
"""The kinds of file of which a clean copy can be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A clean copy.

    Attributes:
        data: its bytes; those of the file itself where there was nothing to take out.
        taken: what was taken out.
        left: what it still keeps.
    """

    data: bytes
    taken: tuple[str, ...]
    left: tuple[Trace, ...]


def cleaned(data: bytes, have: frozenset[str]) -> Cleaned:
    """Return a clean copy; this runs in the worker.

    Raises:
        BadFileError: no clean copy can be made of such a file.
    """
    before = facts_of(data, have)
    clean = CLEANERS.get(before.kind)
    if clean is None:
        raise BadFileError("clean-kind")
    if before.lock.value == "locked":
        raise BadFileError("password")
    made = clean(data)
    after = facts_of(made, have)
    taken = [trace.value for trace in before.traces if trace not in after.traces]
    if before.runs is not Runs.NOTHING and after.runs is Runs.NOTHING:
        taken.append("runs")
    return Cleaned(data=made if taken else data, taken=tuple(taken), left=after.traces)


def read_small(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        BadFileError: it is too big.
    """
    size = path.stat().st_size
    if size > MAX_READ:
        million = 1_000_000
        raise BadFileError(
            "file-too-big", size=size // million, limit=MAX_READ // million
        )
    return path.read_bytes()
