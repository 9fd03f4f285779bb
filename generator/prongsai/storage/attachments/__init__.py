"""What a file really is and what is in it, as values.

Checks never open a file: they see `Facts`. Only this package reads (`read`); the
results are kept by the hash of the file's bytes (`cached`).

What can be trusted:

- Digits and Latin letters in the text of a PDF are right. Thai is often garbled: most
  programs store Thai glyphs in drawing order, and pypdf ignores the `ActualText` that
  would correct it. So a Thai word that is *not* found in a PDF says nothing.
- The text of DOCX and XLSX is exact. Cells are separated by tabs, rows by line feeds. -
`text` is None where it was not read (no pypdf, a password, a picture), which is not the
same as an empty text.
"""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """What the bytes are, whatever the file is called."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    RTF = "rtf"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    TIFF = "tiff"
    HEIC = "heic"
    MP4 = "mp4"
    HTML = "html"
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class Lock(StrEnum):
    """Whether opening needs a password; `unknown` where the cipher is not installed."""

    OPEN = "open"
    LOCKED = "locked"
    UNKNOWN = "unknown"


class Trouble(StrEnum):
    """Why a file could not be read to its end."""

    NONE = ""
    NO_READER = "no-reader"
    BROKEN = "broken"
    SUSPICIOUS = "suspicious"
    """It unpacks to far more than a document needs, or defines XML entities."""
    STOPPED = "stopped"
    """It took more time or memory than a document needs, or ended its reader."""
    CHANGED = "changed"
    """Its bytes are not those of the hash any more: it changed while it was read."""
    LIMIT = "limit"
    """Long, but not suspicious: what is beyond the limits of `read` was not read."""


class Unread(StrEnum):
    """Why a part of a file was not searched for personal data."""

    KIND = "kind"
    """No reader knows such files."""
    LOCKED = "locked"
    PICTURE = "picture"
    """It is a picture, or holds pages or large pictures without text."""
    LIMIT = "limit"
    """It is too big, or holds more than is searched."""
    BROKEN = "broken"
    EMBEDDED = "embedded"
    """It holds a file that cannot be read."""
    READER = "reader"
    """A library of the extra `[check]` is not installed."""


class Trace(StrEnum):
    """What a file keeps in addition to what it shows; `prongsai clean` takes it out."""

    METADATA = "metadata"
    NOTES = "notes"
    CHANGES = "changes"
    """Tracked changes."""
    REVISIONS = "revisions"
    """Earlier versions of a PDF."""
    EMBEDDED = "embedded"
    POSITION = "position"


class Runs(StrEnum):
    """What a file holds that a computer would run."""

    NOTHING = ""
    MACRO = "macro"
    SCRIPT = "script"
    PROGRAM = "program"
    """A program or script among the members of an archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was read of one file.

    Attributes:
        kind: what its bytes are.
        pages: pages of a PDF, sheets of a workbook, None where it has none.
        text: its text, None where it was not or cannot be read.
        metadata: `(name, value)`, names as in the format (`Author`, `creator`).
        lock: whether it needs a password.
        gps: whether a picture has the place where it was taken.
        trouble: why reading stopped, if it did.
        runs: what in it a computer would run.
        hidden: what it holds in addition to its text: notes, deleted words, documents
            inside.
        unread: why parts of it were not searched.
        traces: what it keeps in addition to what it shows.
    """

    kind: FileKind
    pages: int | None = None
    text: str | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    lock: Lock = Lock.OPEN
    gps: bool = False
    trouble: Trouble = Trouble.NONE
    runs: Runs = Runs.NOTHING
    hidden: str = ""
    unread: tuple[Unread, ...] = ()
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet as it is shown; a CSV file is one without a title.

    Rows are equally long; several empty ones are one.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]


__all__ = [
    "Facts",
    "FileKind",
    "Lock",
    "Runs",
    "Sheet",
    "Trace",
    "Trouble",
    "Unread",
]
