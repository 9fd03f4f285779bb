"""What the desk asks of whatever opens files of others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from prongsai.importing.run import Imported
from prongsai.workbook.read import Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was understood, with the files that it would make.

    None in `files` is one that goes.
    """

    imported: Imported
    files: Mapping[str, bytes | None]


class Importer(Protocol):
    """Opens files that were put aside; all paths are from the project's root.

    Each `Importer` is asked about one folder; a file that cannot be used raises
    `BadFileError`.
    """

    def begin(self) -> None:
        """Forget what earlier documents would change."""

    def is_workbook(self, path: str) -> bool:
        """Return whether a file is a workbook that this program made."""

    def workbook(self, path: str) -> Returned:
        """Read a workbook that came back."""

    def document(
        self, path: str, slug: str, year: int, columns: Mapping[str, str]
    ) -> Document:
        """Understand a document, after those that were asked about since `begin`."""
