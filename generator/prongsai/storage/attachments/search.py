"""Put every text of a file into `Found`: what it shows, what it hides, what is inside.

Whatever cannot be searched is noted (`Found.unread`), so that "nothing found" is never
said about it.
"""

import io
import zipfile

from prongsai.storage.attachments import (
    Facts,
    FileKind,
    Lock,
    Runs,
    Trouble,
    Unread,
)
from prongsai.storage.attachments.objects import (
    is_link_away,
    may_hold_files,
    objects_of_rich_text,
    packed_files,
)
from prongsai.storage.attachments.office import read_office
from prongsai.storage.attachments.packages import (
    names_and_remarks,
    noted,
    read_package,
    unpacked,
)
from prongsai.storage.attachments.pdf import read_pdf
from prongsai.storage.attachments.pictures import note_position, read_picture
from prongsai.storage.attachments.plain import (
    html_text,
    plain_text,
    rtf_text,
    strings_in,
)
from prongsai.storage.attachments.programs import is_named_as_program
from prongsai.storage.attachments.reading import (
    MAX_DEPTH,
    MAX_PARTS,
    Found,
    SuspiciousError,
)
from prongsai.storage.attachments.recognise import OLE, is_locked_package, kind_of
from prongsai.storage.attachments.running import runs_inside

_OFFICE = frozenset({FileKind.DOCX, FileKind.XLSX})
_PACKAGES = _OFFICE | {FileKind.PPTX, FileKind.ODT, FileKind.ODS}
_PICTURES = frozenset(
    {FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP, FileKind.TIFF}
    | {FileKind.HEIC}
)
_MAX_CARVED = 20
_ZIP = b"PK\x03\x04"
_LOCKED = 1
"""A flag of a member that needs a password."""


def search(data: bytes, name: str, found: Found, known: Facts | None = None) -> None:
    """Search a file; `name` is that of a document inside, empty for the file itself.

    `known` are its facts where it was read before; their text is not taken again.
    """
    found.put(name)
    inner = found.deeper()
    if inner.depth > MAX_DEPTH + 1:
        found.unread.add(Unread.EMBEDDED)
        return
    kind = kind_of(io.BytesIO(data))
    if name:
        inner.runs = inner.runs or runs_inside(data, name, kind, found.have)
    try:
        with noted(inner):
            _search(data, kind, inner, known)
    except SuspiciousError:
        inner.suspicious = True
        inner.unread.add(Unread.BROKEN)
    found.take(inner)


def _search(data: bytes, kind: FileKind, found: Found, known: Facts | None) -> None:
    if is_locked_package(data):
        found.unread.add(Unread.LOCKED)
    elif kind in _PACKAGES or kind is FileKind.ZIP:
        _archive(data, kind, found, known)
    elif kind is FileKind.PDF:
        _pdf(data, found, known)
    elif kind in _PICTURES:
        read_picture(data, kind, found)
    elif kind in {FileKind.TEXT, FileKind.EMPTY} and known is None:
        found.put(plain_text(data))
    elif kind is FileKind.HTML:
        found.put(html_text(plain_text(data)))
    elif kind is FileKind.RTF:
        _rich_text(data, found)
    elif kind not in {FileKind.TEXT, FileKind.EMPTY}:
        _binary(data, kind, found)


def _archive(data: bytes, kind: FileKind, found: Found, known: Facts | None) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        locked = [entry for entry in entries if entry.flag_bits & _LOCKED]
        if locked:
            found.unread.add(Unread.LOCKED)
            found.put("\n".join(entry.filename for entry in locked))
            entries = [entry for entry in entries if not entry.flag_bits & _LOCKED]
        if kind in _OFFICE:
            facts = known or read_office(io.BytesIO(data), kind)
            found.put("" if known else facts.text or "")
            if facts.trouble is not Trouble.NONE:
                found.unread.add(
                    Unread.LIMIT if facts.trouble is Trouble.LIMIT else Unread.BROKEN
                )
        if kind in _PACKAGES:
            read_package(archive, found, search)
            return
        if len(entries) > MAX_PARTS:
            raise SuspiciousError
        found.put(names_and_remarks(archive))
        for entry in entries:
            with noted(found):
                inside = b"".join(unpacked(archive, entry, found))
                search(inside, entry.filename, found)


def _pdf(data: bytes, found: Found, known: Facts | None) -> None:
    facts = known or read_pdf(io.BytesIO(data), found.have)
    found.put("" if known else facts.text or "")
    found.unread.update(facts.unread)
    reasons = {
        Unread.LOCKED: facts.lock is not Lock.OPEN,
        Unread.LIMIT: facts.trouble is Trouble.LIMIT,
        Unread.BROKEN: facts.trouble is Trouble.BROKEN,
        Unread.READER: not {"pypdf", "pikepdf"} <= found.have,
    }
    found.unread |= {reason for reason, holds in reasons.items() if holds}
    if "pikepdf" in found.have and facts.lock is Lock.OPEN:
        from prongsai.storage.attachments.pdf_objects import read_objects  # noqa: PLC0415 - pikepdf is optional

        read_objects(data, found, search)


def _rich_text(data: bytes, found: Found) -> None:
    found.put(rtf_text(data))
    if b"\\pict" in data or b"\\objdata" in data:
        found.unread.add(Unread.EMBEDDED)
    for inside in objects_of_rich_text(data):
        if inside is None:
            found.runs = Runs.PROGRAM
        else:
            search(inside, "object", found)


def _objects(data: bytes, found: Found) -> None:
    """Look into files that an object packs; what cannot be looked into may run."""
    try:
        for names, inside in packed_files(data):
            if any(map(is_named_as_program, names)):
                found.runs = Runs.PROGRAM
            search(inside, " ".join(names) or "object", found)
        if is_link_away(data):
            found.runs = Runs.PROGRAM
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        if may_hold_files(data):
            found.runs = Runs.PROGRAM


def _binary(data: bytes, kind: FileKind, found: Found) -> None:
    """Search what no reader knows for what can be found; this is never all."""
    found.unread.add(Unread.KIND if found.depth == 1 else Unread.EMBEDDED)
    found.put(strings_in(data))
    if kind is FileKind.MP4:
        note_position(data, found)
    if not data.startswith(OLE):
        return
    _objects(data, found)
    at = data.find(_ZIP)
    for _ in range(_MAX_CARVED):
        if at < 0:
            return
        inside = data[at:]
        if kind_of(io.BytesIO(inside)) in _PACKAGES:
            search(inside, "", found)
            return
        at = data.find(_ZIP, at + 4)
