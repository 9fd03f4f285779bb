"""Names and addresses that a computer takes for a program, and names that lead out."""

import re
import zipfile

from prongsai.storage.attachments.kinds import ending_of

_RUN = """apk app application appimage appinstaller appref-ms appx appxbundle bat
cab chm cmd com command cpl deb desktop diagcab dll dmg exe gadget hta img inf iqy iso
jar job jnlp library-ms lnk msc msi msix msp msu oft one onepkg pif pkg pl ps1 ps1xml
ps2 psc1 psd1 psm1 py pyc pyw rdp reg rpm scf scr scriptlet sct search-ms
settingcontent-ms sh slk swf sys theme themepack udl url vb vbe vbs vhd vhdx vsto
website wim wsc wsf wsh xbap js jse docm dotm potm ppam pptm xla xlam xll xlsm xltm"""
_PAGES = "asp aspx cgi htm html jsp mht mhtml phar php phtml shtml svg xht xhtml xsl"
_PROGRAMS = frozenset(f"{_RUN} {_PAGES}".split())
"""Endings of what must not be in an archive either: it runs, or shows as a page."""

_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|:[^/]*$")
"""Signs of a name that no system shows, and the name of a stream of Windows."""

_FOLDER_SETTINGS = frozenset({"desktop.ini", "autorun.inf"})
"""What Windows reads when it only shows a folder."""

_NOT_TAKEN = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2060\ufeff]")
"""Signs of an address that programs pass over."""

_ACTING = re.compile(
    r"(?:java|vb|live)script:|data:(?!image/)|search(?:-ms)?:|shell:|mhtml:|mk:"
    r"|(?:ms-)?its:|hcp:|res:|jar:|ldaps?:"
    r"|ms-(?!(?:word|excel|powerpoint|visio|access|project|publisher)\b)[a-z-]+:",
    re.IGNORECASE,
)
"""Addresses that open no page but start a tool of the system."""

_ON_DISK = re.compile(r"(?:file:|[\\/]{2}|[a-z]:[\\/])", re.IGNORECASE)
_OUT = re.compile(r"/|[a-z]:|(?:.*/)?\.\.(?:/|$)", re.IGNORECASE)
_KIND_OF_FILE, _LINK = 0o170000, 0o120000


def is_named_as_program(name: str) -> bool:
    """Return whether Windows or a server runs a file of that name."""
    seen = _UNSEEN.sub("", name.lower()).rstrip(". ")
    last = seen.replace("\\", "/").rpartition("/")[2]
    ending = ending_of(seen) in _PROGRAMS or seen.endswith(".htaccess")
    return ending or last in _FOLDER_SETTINGS


def leads_to_program(address: str) -> bool:
    """Return whether a link starts something of the reader's computer."""
    plain = _NOT_TAKEN.sub("", address)
    if _ACTING.match(plain):
        return True
    return bool(_ON_DISK.match(plain)) and is_named_as_program(plain)


def leads_out(name: str) -> bool:
    """Return whether a member of an archive is unpacked to outside of its folder."""
    return bool(_OUT.match(name.replace("\\", "/")))


def is_link(entry: zipfile.ZipInfo) -> bool:
    """Return whether a member of an archive is a link of the system to a file."""
    return entry.external_attr >> 16 & _KIND_OF_FILE == _LINK
