"""Word files: the body as it is read on the page, and what is around it."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.building import numbered
from prongsai.importing.read.document import SourceDocument, SourceTable
from prongsai.importing.read.noticed import Noticed
from prongsai.importing.read.word.body import Body
from prongsai.importing.read.word.numbers import Numbers
from prongsai.importing.read.word.runs import words
from prongsai.importing.read.word.styles import Styles
from prongsai.importing.read.word.xml import child, name, value
from prongsai.storage.archive import check_archive
from prongsai.storage.limits import BadFileError

_BODY = "word/document.xml"
_AROUND: Mapping[LeftOut, re.Pattern[str]] = {
    "page-heads": re.compile(r"word/(?:header|footer)\d*\.xml"),
    "comments": re.compile(r"word/comments\.xml"),
    "footnotes": re.compile(r"word/(?:footnotes|endnotes)\.xml"),
}
"""Parts around the text: they are reported, not read into a field."""


def read_docx(file: str, data: bytes) -> SourceDocument:
    """Read paragraphs, lists and tables of a .docx file; pictures are only counted."""
    members = check_archive(data)
    if _BODY not in members:
        raise BadFileError("not-word")
    noticed = Noticed()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = _part(archive, _BODY)
            body = child(root, "body")
            if body is None:
                raise BadFileError("broken-archive")
            styles = Styles(_part(archive, "word/styles.xml"))
            numbers = Numbers(_part(archive, "word/numbering.xml"))
            blocks = numbered(
                Body(styles=styles, numbers=numbers, noticed=noticed).blocks(body)
            )
            _note_around(archive, members, noticed)
    except RecursionError:
        raise BadFileError("too-deep", limit="") from None
    except (ET.ParseError, ValueError, KeyError) as error:
        raise BadFileError("broken-archive") from error
    warned = tuple(noticed.warned())
    has_table = any(isinstance(block, SourceTable) for block in blocks)
    if not has_table and any(warning.code == "pictures" for warning in warned):
        raise BadFileError("only-pictures")
    return SourceDocument(name=file, blocks=tuple(blocks), warned=warned)


def _part(archive: zipfile.ZipFile, part: str) -> ET.Element | None:
    """Return the XML of a part; the archive has been checked for entities and size."""
    if part not in archive.namelist():
        return None
    return ET.fromstring(archive.read(part))  # noqa: S314 - checked


def _note_around(
    archive: zipfile.ZipFile, members: tuple[str, ...], noticed: Noticed
) -> None:
    """Count what is around the text: heads of pages, comments, footnotes."""
    for member in members:
        for code, pattern in _AROUND.items():
            if pattern.fullmatch(member):
                for text in _texts(_part(archive, member)):
                    noticed.add(code, text)


def _texts(root: ET.Element | None) -> Iterator[str]:
    """Yield each comment or footnote; a head of pages as a whole."""
    if root is None:
        return
    entries = [one for one in root if name(one) in {"comment", "footnote", "endnote"}]
    for entry in entries or [root]:
        text = words(entry)
        if text.strip() and not value(entry, "type"):
            yield text
