"""Instructions in the XML of a document that start a program when it is opened.

Word writes the instruction of a field in as many pieces as it likes; LibreOffice and
PowerPoint write theirs into attributes. Lists of parts and of links name macros, and
templates that are fetched from elsewhere. An XML parser has read all of it: the same
may be written in many ways.
"""

import re
from collections.abc import Mapping

STARTS = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
"""How the instruction of a field begins that starts a program."""

_CALLS = re.compile(
    r"(?:of:)?=.*\bDDE\s*\(|ppaction://(?:program|macro)|vnd\.sun\.star\.script:"
    r"|macro:",
    re.IGNORECASE | re.DOTALL,
)
_CALLING = frozenset({"formula", "action", "href"})
_LINKED = frozenset({"dde-source", "dde-connection-decl", "ddeLink"})
_MACROS = re.compile(
    r"macroEnabled|ms-excel\.(?:intl)?macrosheet|/(?:vbaProject|xl(?:Intl)?Macrosheet)$",
    re.IGNORECASE,
)
_FETCHED = re.compile(r"/(?:attachedTemplate|oleObject|frame|subDocument)$")
_AWAY = re.compile(
    r"\s*(?:(?!file:)[a-z][a-z0-9+.-]+:|[\\/]{2}"
    r"|file:(?:[\\/]{2}(?![\\/]|[a-z]:)|[\\/]{4}|/*\\))",
    re.IGNORECASE,
)
"""An address on another computer; `file:///C:/` and `file:///Users/` are on this."""
_ELEMENTS = frozenset({"fldChar", "fldSimple", "instrText", "delInstrText"}) | _LINKED
_LONGEST = 200
"""Signs of an instruction that say what it does."""


class Instructions:
    """Takes the elements of a part one after the other."""

    def __init__(self) -> None:
        """Begin without an instruction."""
        self.start_programs = False
        self.are_macros = False
        self._reading = False
        self._so_far: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element, by its name without a namespace."""
        if name in _ELEMENTS:
            self._element(name, attributes)
        elif "Type" in attributes or "ContentType" in attributes:
            self._listed(attributes)

    def attribute(self, name: str, value: str) -> None:
        """Take one attribute, by its name without a namespace."""
        if name in _CALLING and _CALLS.match(value):
            self.start_programs = True

    def text(self, text: str) -> None:
        """Take text; only that of an instruction counts."""
        if self._reading and len(self._so_far or "") < _LONGEST:
            self._so_far = (self._so_far or "") + text

    def end(self) -> None:
        """Take the end of an element."""
        self._reading = False

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
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
        if _FETCHED.search(kind) and _AWAY.match(attributes.get("Target", "")):
            self.are_macros = True

    def _mark(self, *, begins: bool) -> None:
        """Judge what was read; a field made of what other fields give hides itself."""
        said = self._so_far
        if said is not None and (STARTS.match(said) or (begins and not said.strip())):
            self.start_programs = True
        self._so_far = "" if begins else None
