"""Limits of file sizes, and the error of a file that cannot be imported."""

from prongsai.storage.refusals import Refusal

MAX_FILE = 30_000_000
MAX_UNPACKED = 100_000_000
MAX_MEMBER = 30_000_000
MAX_WORD_XML = 12_000_000
"""A part of a Word file, which is read as a whole."""

MAX_MEMBERS = 3_000
MAX_RATIO = 200
"""Unpacked bytes for each packed one, of members above a megabyte."""

MAX_COLUMNS = 100
MAX_ROW = 17_000
"""Cells in one row of a sheet's XML; Excel itself has 16,384 columns."""

MAX_CELLS = 100_000
MAX_CELL_TEXT = 60_000
MAX_DEPTH = 60
"""Open tags in HTML."""


class BadFileError(Exception):
    """A file that is not used; the words of its code are in the messages."""

    def __init__(self, code: Refusal, **facts: object) -> None:
        """Keep the code and the facts that its message needs."""
        super().__init__(code)
        self.code: Refusal = code
        self.facts = {name: str(fact) for name, fact in facts.items()}
