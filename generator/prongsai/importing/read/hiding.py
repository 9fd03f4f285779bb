"""What of a web page is not shown: while such an element is open, nothing is read."""

from dataclasses import dataclass, field

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.style import Values, is_hidden, is_struck
from prongsai.importing.read.tags import BLOCKS, EMPTY, TABLES, UNCLOSED


@dataclass(slots=True, kw_only=True)
class Hiding:
    """Follows the elements that hide their text.

    `css` is the style sheet of the page so far; `code` says why the text is left out.
    """

    css: str = ""
    code: LeftOut = "hidden-text"
    _open: list[str] = field(default_factory=list)

    @property
    def is_on(self) -> bool:
        """Return whether what is read now is not shown."""
        return bool(self._open)

    def hides(self, tag: str, values: Values) -> bool:
        """Return whether an element is not shown."""
        return is_hidden(tag, values, self.css)

    def begins(self, tag: str, values: Values) -> bool:
        """Begin an element; return whether it is not shown.

        Cells and rows that are hidden are left out whole by their table.
        """
        if tag in TABLES:
            return False
        if self._open:
            if tag not in UNCLOSED:
                self._open.append(tag)
            elif tag in BLOCKS | {"li"} and self._open == [tag]:
                self._open = []
                return self.begins(tag, values)
            return bool(self._open)
        struck = is_struck(tag, values)
        if tag in EMPTY or not (struck or self.hides(tag, values)):
            return False
        self.code = "struck-text" if struck else "hidden-text"
        self._open = [tag]
        return True

    def ends(self, tag: str) -> bool:
        """End an element; return whether it was not shown."""
        if not self._open:
            return False
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            return True
        if tag in TABLES:
            self._open = []
            return False
        return True
