"""Instructions in the XML of a document that start a program when it is opened.

Word writes the instruction of a field in as many pieces as it likes; LibreOffice and
PowerPoint write theirs into attributes. Lists of parts and of links name macros, and
templates that are fetched from elsewhere. An XML parser has read all of it: the same
may be written in many ways.
"""

import re
from collections.abc import Mapping

from prongsai.storage.attachments.programs import leads_to_program

STARTS = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
"""How the instruction of a field begins that starts a program."""

_CALLS = re.compile(
    r"ppaction://(?:program|macro)|vnd\.sun\.star\.script:|macro:", re.IGNORECASE
)
_FORMULA = re.compile(
    r"\b(?:DDE|CALL|REGISTER(?:\.ID)?|EXEC|WEBSERVICE|RTD)\s*\("
    r"|^[=+@-]*[\w.\\/:]+\|'?[^|!\"]*!",
    re.IGNORECASE,
)
"""A formula that starts a program, or sends what is in cells to somewhere."""

_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_CALLING = frozenset({"formula", "action", "href"})
_LINKED = frozenset({"dde-source", "dde-connection-decl", "ddeLink"})
_MACROS = re.compile(
    r"macroEnabled|ms-excel\.(?:intl)?macrosheet|/(?:vbaProject|xl(?:Intl)?Macrosheet)$",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"/hyperlink$")
_FETCHED = re.compile(r"/(?:attachedTemplate|oleObject|frame|subDocument)$")
_AWAY = re.compile(
    r"\s*(?:(?!file:)[a-z][a-z0-9+.-]+:|[\\/]{2}"
    r"|file:(?:[\\/]{2}(?![\\/]|[a-z]:)|[\\/]{4}|/*\\))",
    re.IGNORECASE,
)
"""An address on another computer; `file:///C:/` and `file:///Users/` are on this."""
_SHARE = re.compile(
    r"\s*(?:[\\/]{2,4}(?![\\/?.]|[a-z]:)|file:(?:[\\/]{2}(?![\\/]|[a-z]:|localhost\b)"
    r"|[\\/]{4,5}(?![\\/]|[a-z]:)|/*\\\\))",
    re.IGNORECASE,
)
"""A folder that another computer shares: asking it tells the reader's name to it."""

_FETCHES = re.compile(
    r'\s*(?:INCLUDE(?:PICTURE|TEXT)|IMPORT|RD|LINK \S+)\s+"?([^"]+)', re.IGNORECASE
)
_CLICKED = frozenset({"a", "hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
"""Elements whose address is opened by a person alone."""
_ELEMENTS = frozenset({"fldChar", "fldSimple", "instrText", "delInstrText"}) | _LINKED
_LONGEST = 200
"""Signs of an instruction that say what it does."""

_LONGEST_FORMULA = 8192
"""Signs of a formula: Excel takes no more."""


def is_elsewhere(address: str) -> bool:
    """Return whether an address is on another computer."""
    return _AWAY.match(address) is not None


def is_share(address: str) -> bool:
    """Return whether an address is in a folder that another computer shares."""
    return _SHARE.match(address) is not None


class Instructions:
    """Takes the elements of a part one after the other."""

    def __init__(self) -> None:
        """Begin without an instruction."""
        self.start_programs = False
        self.are_macros = False
        self.asks_shares = False
        self._clicked = False
        self._reading = False
        self._so_far: str | None = None
        self._formula: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element, by its name without a namespace."""
        self._clicked = name in _CLICKED
        if name in _FORMULAS:
            self._formula = ""
        elif name in _ELEMENTS:
            self._element(name, attributes)
        elif "Type" in attributes or "ContentType" in attributes:
            self._listed(attributes)

    def attribute(self, name: str, value: str) -> None:
        """Take one attribute, by its name without a namespace."""
        if name not in _CALLING:
            return
        if name == "href" and not self._clicked and is_share(value):
            self.asks_shares = True
        formula = name == "formula" and _FORMULA.search(value)
        link = name == "href" and leads_to_program(value)
        if formula or link or _CALLS.match(value):
            self.start_programs = True

    def text(self, text: str) -> None:
        """Take text; only that of an instruction or a formula counts."""
        if self._formula is not None and len(self._formula) < _LONGEST_FORMULA:
            self._formula += text
        if self._reading and len(self._so_far or "") < _LONGEST:
            self._so_far = (self._so_far or "") + text

    def end(self) -> None:
        """Take the end of an element."""
        self._reading = False
        if self._formula and _FORMULA.search(self._formula):
            self.start_programs = True
        self._formula = None

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._asks(values.get("instr", ""))
        if name in _LINKED or STARTS.match(values.get("instr", "")):
            self.start_programs = True
        elif name == "fldChar":
            self._mark(begins=values.get("fldCharType") == "begin")
        else:
            self._reading = True

    def _listed(self, attributes: Mapping[str, str]) -> None:
        """Take an entry of a list of parts or links."""
        kind = attributes.get("Type", "")
        if _MACROS.search(attributes.get("ContentType", kind)):
            self.are_macros = True
        target = attributes.get("Target", "")
        if _FETCHED.search(kind) and is_elsewhere(target):
            self.are_macros = True
        elif not _SHOWN.search(kind) and is_share(target):
            self.asks_shares = True
        if _SHOWN.search(kind) and leads_to_program(target):
            self.start_programs = True

    def _asks(self, instruction: str) -> None:
        fetched = _FETCHES.match(instruction)
        if fetched and is_share(fetched[1]):
            self.asks_shares = True

    def _mark(self, *, begins: bool) -> None:
        """Judge what was read; a field made of what other fields give hides itself."""
        said = self._so_far
        self._asks(said or "")
        if said is not None and (STARTS.match(said) or (begins and not said.strip())):
            self.start_programs = True
        self._so_far = "" if begins else None
