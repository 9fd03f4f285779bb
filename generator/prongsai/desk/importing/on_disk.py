"""Opens the files of a folder on this computer, untrusted ones in their own process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.desk.importing.importer import Document
from prongsai.importing.run import Wanted, stage
from prongsai.importing.store import Staged
from prongsai.storage.limits import MAX_FILE, BadFileError
from prongsai.workbook.read import Returned, is_workbook, read_book


@dataclass(slots=True, kw_only=True)
class OnDiskImporter:
    """Reads documents and workbooks below a project's folder."""

    root: Path
    _staged: Staged = field(default_factory=Staged, init=False)

    def begin(self) -> None:
        """Forget what earlier documents would change."""
        self._staged = Staged()

    def is_workbook(self, path: str) -> bool:
        """Return whether a file is a workbook that this program made."""
        return is_workbook(self.root / path)

    def workbook(self, path: str) -> Returned:
        """Read a workbook that came back."""
        file = self.root / path
        if file.stat().st_size > MAX_FILE:
            size, limit = file.stat().st_size // 1_000_000, MAX_FILE // 1_000_000
            raise BadFileError("file-too-big", size=size, limit=limit)
        try:
            return read_book(file.read_bytes())
        except ModuleNotFoundError as error:
            raise BadFileError("cannot-open", reason=str(error)) from error

    def document(
        self, path: str, slug: str, year: int, columns: Mapping[str, str]
    ) -> Document:
        """Understand a document, after those that were asked about since `begin`."""
        before = dict(self._staged.files)
        wanted = Wanted(columns=columns)
        try:
            [made] = stage(
                self._staged, self.root, [self.root / path], slug, year, wanted
            )
        except BadFileError:
            self._staged.files = before
            raise
        if made.conflicts:
            self._staged.files = before
        files = {
            one.relative_to(self.root).as_posix(): data
            for one, data in self._staged.files.items()
        }
        return Document(imported=made, files=files)
