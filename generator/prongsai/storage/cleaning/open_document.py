"""OpenDocument files without notes, tracked changes, metadata and objects inside."""

import io
import re
import zipfile

from lxml import etree

from prongsai.storage.attachments.packages import unpacked
from prongsai.storage.attachments.reading import Found
from prongsai.storage.cleaning.package import _A_DAY, _parsed, _remove
from prongsai.storage.cleaning.picture import clean_picture

_GONE = re.compile(
    r"^(?:Object|ObjectReplacements|Basic|Scripts|Thumbnails|Versions)\b|^meta\.xml$"
)
_DROPPED = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "change", "change-start"}
    | {"change-end", "object", "object-ole", "scripts", "event-listeners"}
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|tiff?|webp)$", re.IGNORECASE)


def clean_open_document(data: bytes) -> bytes:
    """Return the document with what its pages show; changes are taken as accepted."""
    found, stream = Found(have=frozenset()), io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for entry in archive.infolist():
            if _GONE.search(entry.filename) or entry.is_dir():
                continue
            part = b"".join(unpacked(archive, entry, found))
            how = (
                zipfile.ZIP_STORED
                if entry.filename == "mimetype"
                else zipfile.ZIP_DEFLATED
            )
            made = _cleaned(entry.filename, part)
            packed.writestr(zipfile.ZipInfo(entry.filename, _A_DAY), made, how)
    return stream.getvalue()


def _cleaned(name: str, part: bytes) -> bytes:
    if _PICTURE.search(name):
        return clean_picture(part)
    if not name.endswith((".xml", ".rdf")):
        return part
    root = _parsed(part)
    for one in list(root.iter()):
        if not isinstance(one.tag, str):
            continue
        listed = str(next(iter(one.xpath("@*[local-name()='full-path']")), ""))
        if etree.QName(one).localname in _DROPPED or (listed and _GONE.search(listed)):
            _remove(one)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made
