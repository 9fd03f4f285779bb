"""Everything in a package (Office, OpenDocument) in addition to the text of its pages.

Every XML part is searched, whatever it is called; what is embedded is read like a file
of its own.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prongsai.storage.attachments import Trace, Unread
from prongsai.storage.attachments.plain import plain_text
from prongsai.storage.attachments.reading import (
    MAX_PARTS,
    EntitiesError,
    Found,
    SuspiciousError,
)
from prongsai.storage.attachments.xml_text import read_xml

Inner = Callable[[bytes, str, Found], None]
"""Reads a document inside: its bytes, its name."""

_CHUNK = 1 << 16
_XML = re.compile(r"\.(?:xml|rels|vml|rdf|xhtml|html?)$", re.IGNORECASE)
_PICTURE = re.compile(
    r"\.(?:png|jpe?g|gif|tiff?|webp|bmp|emf|wmf|heic|svg)$", re.IGNORECASE
)
_PLAIN = re.compile(r"^(?:mimetype|\[Content_Types\]\.xml|.*/theme/.*|.*/fonts?/.*)$")
_BEGINS_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|[a-z]+:)|\xff\xfe<\0|\xfe\xff\0<", re.IGNORECASE
)
_NUMBER = re.compile(r"\d(?:\D?\d){8}")
"""Names of parts are the program's own, but for one with a long number."""

_BIG_PICTURE = 30_000
"""Bytes from which a picture inside can show a document; a crest has fewer."""

_TRACES: tuple[tuple[Trace, re.Pattern[str]], ...] = (
    (Trace.NOTES, re.compile(r"comments|notesSlide|annotations", re.IGNORECASE)),
    (Trace.EMBEDDED, re.compile(r"embeddings/|^Object ?\d|ObjectReplacements/")),
    (
        Trace.METADATA,
        re.compile(r"docProps/custom\.xml|^meta\.xml|customXml/item\d"),
    ),
)
_NOTE = re.compile(rb"<(?:office:)?annotation[ >]")
_CHANGES = re.compile(
    rb"<w:(?:ins|del|moveFrom|moveTo)[ >]|<text:tracked-changes|<rrc "
)


def read_package(archive: zipfile.ZipFile, found: Found, read_inner: Inner) -> None:
    """Put every text of a package into `found`.

    Raises:
        SuspiciousError: it unpacks to too much, or holds too many parts.
    """
    entries = [one for one in archive.infolist() if not one.is_dir()]
    if len(entries) > MAX_PARTS:
        raise SuspiciousError
    found.put(names_and_remarks(archive))
    for entry in entries:
        name = entry.filename
        found.traces |= {trace for trace, rule in _TRACES if rule.search(name)}
        with noted(found, picture=_PICTURE.search(name) is not None):
            _part(archive, entry, found, read_inner)


def names_and_remarks(archive: zipfile.ZipFile) -> str:
    """Return the names with a long number in an archive, and all its remarks."""
    entries = archive.infolist()
    remarks = [archive.comment, *(one.comment for one in entries)]
    said = [one.filename for one in entries if _NUMBER.search(one.filename)]
    return "\n".join([*said, *(plain_text(one) for one in remarks if one)])


@contextmanager
def noted(found: Found, *, picture: bool = False) -> Iterator[None]:
    """Note that a part cannot be read, and go on: it hides no other part.

    Raises:
        SuspiciousError: it unpacks to too much, or defines entities; a drawing may.
    """
    try:
        yield
    except EntitiesError:
        if not picture:
            raise
        found.unread.add(Unread.BROKEN)
    except (MemoryError, SuspiciousError):
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        found.unread.add(Unread.BROKEN)


def _part(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Found, read_inner: Inner
) -> None:
    if _XML.search(entry.filename) or _is_xml(archive, entry):
        _xml(archive, entry, found)
    elif _PICTURE.search(entry.filename):
        _picture(archive, entry, found, read_inner)
    elif not _PLAIN.match(entry.filename):
        _inner(archive, entry, found, read_inner)


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Return whether a part is XML, whatever it is called."""
    with archive.open(entry) as part:
        return _BEGINS_XML.match(part.read(64)) is not None


def unpacked(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Found
) -> Iterator[bytes]:
    """Yield the bytes of a part and count them, whatever size it claims."""
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            found.count(len(chunk))
            yield chunk


def _xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Found) -> None:
    def noticed() -> Iterator[bytes]:
        before = b""
        for chunk in unpacked(archive, entry, found):
            if _CHANGES.search(before + chunk):
                found.traces.add(Trace.CHANGES)
            if _NOTE.search(before + chunk):
                found.traces.add(Trace.NOTES)
            before = chunk[-30:]
            yield chunk

    read = read_xml(noticed())
    found.runs = found.runs or read.runs
    if _PLAIN.match(entry.filename):
        return
    found.put(read.text)
    if not read.whole:
        found.unread.add(Unread.LIMIT)


def _picture(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Found, read_inner: Inner
) -> None:
    if entry.file_size >= _BIG_PICTURE:
        found.unread.add(Unread.PICTURE)
    before = set(found.unread)
    _inner(archive, entry, found, read_inner)
    found.unread.intersection_update(before)


def _inner(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, found: Found, read_inner: Inner
) -> None:
    read_inner(b"".join(unpacked(archive, entry, found)), entry.filename, found)
