"""What a reader leaves out or cannot read: counted by kind, with the first words."""

from collections.abc import Iterator

from prongsai.importing.notes import LeftOut
from prongsai.importing.read.document import SourceDocument, Warned
from prongsai.thai.pasted import clean
from prongsai.thai.symbols import UNREADABLE

_LONGEST = 80


class Noticed:
    """Counts what is not in the document that a reader returns."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._first: dict[tuple[LeftOut, str], str] = {}
        self._count: dict[tuple[LeftOut, str], int] = {}

    def add(
        self, code: LeftOut, text: str = "", *, sheet: str = "", count: int = 1
    ) -> None:
        """Count a thing that is left out."""
        key = (code, sheet)
        self._count[key] = self._count.get(key, 0) + count
        if not self._first.get(key):
            self._first[key] = clean(text)[:_LONGEST]

    @property
    def total(self) -> int:
        """How many things were noticed so far."""
        return sum(self._count.values())

    def warned(self) -> Iterator[Warned]:
        """Yield one warning a kind."""
        for (code, sheet), count in self._count.items():
            facts = [("count", str(count)), ("first", self._first[code, sheet])]
            yield Warned(
                code=code, facts=(*facts, ("sheet", sheet)) if sheet else tuple(facts)
            )


def unreadable(document: SourceDocument) -> Iterator[Warned]:
    """Yield a warning where signs of a document could not be read."""
    texts = [cell.text for cell in document.cells() if UNREADABLE in cell.text]
    if texts:
        count = sum(text.count(UNREADABLE) for text in texts)
        facts = (("count", str(count)), ("first", texts[0][:_LONGEST]))
        yield Warned(code="unreadable-signs", facts=facts)
