"""Word, Excel and PowerPoint files without what their pages do not show.

Parts go with the links to them, and with the elements that name those links. Tracked
changes are taken as accepted.
"""

import io
import posixpath
import re
import zipfile

from lxml import etree

from prongsai.storage.attachments.packages import unpacked
from prongsai.storage.attachments.reading import Found
from prongsai.storage.cleaning.picture import clean_picture

Element = etree._Element  # noqa: SLF001 - its public name in lxml's own documentation

_GONE = re.compile(
    r"^docProps/(?:custom\.xml|thumbnail\..*)$|^customXml/|/embeddings/|/activeX/"
    r"|/(?:threadedComments|persons|revisions|notesSlides)/|vbaProject|vbaData"
    r"|/(?:comments|people|commentAuthors|commentsExtended)\w*\.xml$|/comments/"
)
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DROPPED = frozenset(
    {"del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference"}
    | {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
    | {"rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange"}
    | {"sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange"}
    | {"cellDel", "cellIns", "cellMerge", "customXmlDelRangeStart"}
)
_UNWRAPPED = frozenset({"ins", "moveTo"})
_EMPTIED = frozenset(
    {"creator", "lastModifiedBy", "description", "keywords", "subject", "category"}
    | {"Company", "Manager", "HyperlinkBase", "contentStatus", "identifier"}
)
_XML = re.compile(r"\.(?:xml|rels|vml)$")
_PICTURE = re.compile(r"\.(?:jpe?g|png|tiff?|webp)$", re.IGNORECASE)
_A_DAY = (1980, 1, 1, 0, 0, 0)


def clean_package(data: bytes) -> bytes:
    """Return the package with the parts that its pages show."""
    found = Found(have=frozenset())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        parts = {
            one.filename: b"".join(unpacked(archive, one, found)) for one in entries
        }
    gone = {name for name, part in parts.items() if _goes(name, part)}
    gone |= {_links_of(name) for name in gone}
    parts = {name: part for name, part in parts.items() if name not in gone}
    lost = {name: _lost_links(name, part, gone) for name, part in parts.items()}
    ids = {_owner_of(name): those for name, those in lost.items() if those}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            made = _cleaned(name, part, gone, ids.get(name, frozenset()))
            packed.writestr(zipfile.ZipInfo(name, _A_DAY), made, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _goes(name: str, part: bytes) -> bool:
    """Return whether a part goes; a drawing of notes is one of Excel's old kind."""
    notes = name.endswith(".vml") and b'ObjectType="Note"' in part
    return notes or _GONE.search(name) is not None


def _links_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return f"{folder}/_rels/{file}.rels"


def _owner_of(links: str) -> str:
    """Return the part that a part of links belongs to."""
    folder, file = posixpath.split(links)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _lost_links(name: str, part: bytes, gone: set[str]) -> frozenset[str]:
    """Return the ids of links that lead to what goes."""
    if not name.endswith(".rels"):
        return frozenset()
    return frozenset(
        link.get("Id", "") for link in _parsed(part) if _target(name, link) in gone
    )


def _target(name: str, link: Element) -> str:
    target = link.get("Target", "")
    if target.startswith("/"):
        return target.lstrip("/")
    base = posixpath.dirname(_owner_of(name))
    return posixpath.normpath(posixpath.join(base, target))


def _cleaned(name: str, part: bytes, gone: set[str], ids: frozenset[str]) -> bytes:
    if _PICTURE.search(name):
        return clean_picture(part)
    if not _XML.search(name):
        return part
    root = _parsed(part)
    if name == "[Content_Types].xml":
        for one in list(root):
            if one.get("PartName", "").lstrip("/") in gone:
                root.remove(one)
    elif name.endswith(".rels"):
        for one in list(root):
            if _target(name, one) in gone:
                root.remove(one)
    else:
        for one in list(root.iter()):
            _clean_element(one, ids, in_properties=name.startswith("docProps/"))
    made: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return made


def _parsed(part: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    return etree.fromstring(part, parser)


def _clean_element(one: Element, ids: frozenset[str], *, in_properties: bool) -> None:
    if not isinstance(one.tag, str):
        return
    name = etree.QName(one).localname
    links = {
        value for key, value in one.attrib.items() if str(key).startswith(_RELATIONS)
    }
    if in_properties and name in _EMPTIED:
        one.text = ""
    elif name in _DROPPED or links & ids:
        _remove(one)
    elif name in _UNWRAPPED and one.getparent() is not None:
        _unwrap(one)


def _remove(one: Element) -> None:
    parent = one.getparent()
    if parent is not None:
        _keep_tail(one, parent)
        parent.remove(one)


def _keep_tail(one: Element, parent: Element) -> None:
    before = one.getprevious()
    if one.tail and before is not None:
        before.tail = (before.tail or "") + one.tail
    elif one.tail:
        parent.text = (parent.text or "") + one.tail


def _unwrap(one: Element) -> None:
    """Put what an element holds into its place."""
    parent = one.getparent()
    if parent is None:
        return
    at = parent.index(one)
    for offset, child in enumerate(list(one)):
        parent.insert(at + offset, child)
    parent.remove(one)
