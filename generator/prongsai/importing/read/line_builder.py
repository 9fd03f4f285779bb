"""Lines of text being read, with the level and the mark of the lists around them."""

from dataclasses import dataclass, field

from prongsai.importing.read.document import Line
from prongsai.storage.limits import MAX_CELL_TEXT, BadFileError
from prongsai.thai.pasted import clean

UNMARKED = -1
"""The number of a list whose entries are not marked."""


@dataclass(slots=True, kw_only=True)
class LineBuilder:
    """Joins text into lines.

    `lists` has for each open list its next number, None where entries have a dash.
    """

    lists: list[int | None] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _mark: str = ""

    def add(self, text: str) -> None:
        """Go on with the line."""
        self._text.append(text)

    @property
    def so_far(self) -> str:
        """The text of the line that is not ended yet."""
        return "".join(self._text)

    def end_line(self) -> None:
        """End the line; the next text begins another one."""
        text = clean("".join(self._text))
        self._text = []
        if len(text) > MAX_CELL_TEXT:
            raise BadFileError("cell-too-long", limit=MAX_CELL_TEXT)
        if text:
            level = max(0, len(self.lists) - 1)
            self._lines.append(Line(text=text, level=level, mark=self._mark))
            self._mark = ""

    def start_item(self, number_of_its_own: int = 0) -> None:
        """Begin an entry of the innermost list, which may have a number of its own."""
        self.end_line()
        if not self.lists:
            return
        if number_of_its_own and (self.lists[-1] or 0) > 0:
            self.lists[-1] = number_of_its_own
        number = self.lists[-1]
        self._mark = "-" if number is None else "" if number < 0 else str(number)
        if number is not None and number >= 0:
            self.lists[-1] = number + 1

    def take(self) -> list[Line]:
        """Return and forget the lines read so far."""
        self.end_line()
        lines, self._lines = self._lines, []
        return lines

    def leave_lists(self) -> None:
        """Forget the lines and lists of a table that ends."""
        self._lines, self.lists = [], []
