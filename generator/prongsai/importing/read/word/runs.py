"""The words of one paragraph as they are shown: fields, symbols, what is hidden."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.colours import WHITE, Colour
from prongsai.importing.read.noticed import Noticed
from prongsai.importing.read.raised import as_power, is_mark, told
from prongsai.importing.read.word.looks import behind_run
from prongsai.importing.read.word.styles import Styles
from prongsai.importing.read.word.xml import child, name, switch, value
from prongsai.thai.symbols import UNREADABLE, of_font

_AROUND = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "ins", "moveTo", "fldSimple"}
    | {"customXml", "bdo", "dir", "ruby", "rubyBase", "oMath", "oMathPara"}
)
_DELETED = frozenset({"del", "moveFrom"})
_SPACES = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PICTURES = frozenset({"blip", "imagedata"})


@dataclass(slots=True, kw_only=True)
class Runs:
    """Collects the text of a paragraph; `boxes` are text boxes that hang on it."""

    styles: Styles
    noticed: Noticed
    hidden: bool = False
    style: str = ""
    behind: Colour | None = WHITE
    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def read(self, parent: Element) -> None:
        """Read what is in a paragraph, a link or a field."""
        for element in parent:
            kind = name(element)
            if kind == "r":
                self._run(element)
            elif kind in _AROUND:
                self.read(element)
            elif kind in _DELETED:
                self.noticed.add("deleted-text", words(element))
            elif kind not in {"pPr", "rPr"}:
                self._other(element)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        own = child(properties, "vanish")
        is_hidden = self.styles.is_hidden(properties) or (self.hidden and own is None)
        left_out = "hidden-text" if is_hidden else self._left_out(run, properties)
        if left_out:
            text = words(run)
            if text.strip():
                before = "".join(self.text)
                mark = left_out == "footnote-marks"
                self.noticed.add(left_out, told(text, before) if mark else text)
            return
        font = self.styles.font(properties)
        start = len(self.text)
        for element in run:
            self._part(element, font)
        if _is_raised(properties):
            self.text[start:] = [as_power("".join(self.text[start:]))]

    def _left_out(self, run: Element, properties: Element | None) -> LeftOut | None:
        """Return why a run that the page shows is not text: crossed out, a mark."""
        struck = (child(properties, kind) for kind in ("strike", "dstrike"))
        if any(map(switch, struck)):
            return "struck-text"
        look = self.styles.look(properties, self.style)
        if look.is_unseen(behind_run(properties, self.behind)):
            return "unseen-text"
        mark = _is_raised(properties) and is_mark(words(run), "".join(self.text))
        return "footnote-marks" if mark else None

    def _part(self, element: Element, font: str) -> None:
        kind = name(element)
        if kind == "t":
            self.text.append(of_font(element.text or "", font))
        elif kind in _SPACES:
            self.text.append(_SPACES[kind])
        elif kind == "sym":
            self._symbol(element)
        elif kind == "fldChar":
            self._check_box(element)
        elif kind == "AlternateContent":
            self._alternate(element)
        elif kind == "delText":
            self.noticed.add("deleted-text", element.text or "")
        elif kind in {"drawing", "pict", "object"}:
            self._other(element)

    def _symbol(self, element: Element) -> None:
        try:
            sign = chr(int(value(element, "char"), 16))
        except ValueError:
            sign = UNREADABLE
        self.text.append(of_font(sign, value(element, "font")))

    def _check_box(self, element: Element) -> None:
        box = child(element, "ffData", "checkBox")
        if box is None:
            return
        state = child(box, "checked")
        ticked = switch(state if state is not None else child(box, "default"))
        self.text.append(" ☑ " if ticked else " ☐ ")

    def _alternate(self, element: Element) -> None:
        """Read one of several forms of the same thing."""
        first = next((one for one in element if name(one) == "Choice"), None)
        for part in first if first is not None else ():
            self._part(part, "")

    def _other(self, element: Element) -> None:
        """Find text boxes and count pictures in what is drawn."""
        if name(element) == "txbxContent":
            self.boxes.append(element)
            return
        if name(element) in _PICTURES:
            self.noticed.add("pictures")
        if name(element) == "t" and element.text:
            self.text.append(element.text)
        if name(element) in {"OLEObject", "chart", "relIds"}:
            self.noticed.add("objects")
        for part in element:
            self._other(part)


def _is_raised(properties: Element | None) -> bool:
    return value(child(properties, "vertAlign")) == "superscript"


def words(element: Element) -> str:
    """Return all letters in an element, shown or not."""
    return "".join(
        part.text or "" for part in element.iter() if name(part) in {"t", "delText"}
    )
