"""What may be published: the endings of names, with the kinds that each promises.

Whatever is not listed never reaches the site. Pages, drawings and data that a browser
runs (HTML, XHTML, SVG, XML), programs, scripts and shortcuts are left out on purpose,
and so is what MkDocs takes for its own sources (Markdown).
"""

import posixpath
from collections.abc import Mapping

from prongsai.storage.attachments import FileKind

ENDINGS: Mapping[str, tuple[FileKind, ...]] = {
    "7z": (FileKind.SEVEN_ZIP,),
    "csv": (FileKind.TEXT,),
    "doc": (FileKind.DOC, FileKind.RTF),
    "docx": (FileKind.DOCX,),
    "gif": (FileKind.GIF,),
    "heic": (FileKind.HEIC,),
    "jpeg": (FileKind.JPEG,),
    "jpg": (FileKind.JPEG,),
    "json": (FileKind.TEXT,),
    "ods": (FileKind.ODS,),
    "odt": (FileKind.ODT,),
    "pdf": (FileKind.PDF,),
    "png": (FileKind.PNG,),
    "ppt": (FileKind.PPT,),
    "pptx": (FileKind.PPTX,),
    "rar": (FileKind.RAR,),
    "rtf": (FileKind.RTF,),
    "tif": (FileKind.TIFF,),
    "tiff": (FileKind.TIFF,),
    "txt": (FileKind.TEXT,),
    "webp": (FileKind.WEBP,),
    "xls": (FileKind.XLS,),
    "xlsx": (FileKind.XLSX,),
    "zip": (FileKind.ZIP,),
}
"""Office, PDF, picture, text and archive files by the ending of their name."""

POINTERS = frozenset(
    {"url", "website", "lnk", "webloc", "inetloc", "desktop", "symlink", "alias"}
    | {"gdoc", "gsheet", "gslides", "gdraw", "gform", "gmap", "gsite", "gscript"}
    | {"gtable", "glink", "gdlink", "gjam", "gnote"}
)
"""Endings of shortcuts and of placeholders that an online drive leaves."""


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters, without its dot."""
    return posixpath.splitext(name)[1][1:].lower()


def may_be_published(name: str) -> bool:
    """Return whether files with such a name may be on the site at all."""
    return ending_of(name) in ENDINGS


def is_what_it_says(name: str, kind: FileKind) -> bool:
    """Return whether a file of that kind is what the ending of its name promises."""
    return kind in ENDINGS.get(ending_of(name), ())
