"""A workbook of openpyxl that loads the sheets that are touched, and writes only those.

To load and to write all sheets takes half a second of the processor each time.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet, write_stylesheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.xml.constants import ARC_STYLE
from openpyxl.xml.functions import tostring


class _Reader(ExcelReader):  # type: ignore[misc] # openpyxl has no types
    """Reads all but the sheets, and then those that are asked for."""

    def read_worksheets(self) -> None:
        """Read none yet."""

    def read_some(self, *names: str) -> None:
        every = self.parser.find_sheets
        self.parser.find_sheets = lambda: (
            one for one in every() if one[0].name in names
        )
        super().read_worksheets()
        self.parser.find_sheets = every


class SheetsInTurn:
    """The sheets of a file; `whole` is the workbook with all of them."""

    def __init__(self, data: bytes) -> None:
        self._data, self._whole = data, False
        reader = self._reader = _Reader(io.BytesIO(data))
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        reader.read_properties()
        reader.read_theme()
        apply_stylesheet(reader.archive, reader.wb)
        self._styles = len(reader.wb._cell_styles)
        self._paths = {one.name: rel.target for one, rel in reader.parser.find_sheets()}
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if self._whole or (name not in self._loaded and name not in self._paths):
            return self.whole[name]
        if name not in self._loaded:
            self._load(name)
        return self._loaded[name]

    def _load(self, *names: str) -> None:
        book = self._reader.wb
        before = len(book._sheets)
        self._reader.read_some(*names)
        self._loaded |= {one.title: one for one in book._sheets[before:]}

    @property
    def whole(self) -> Any:
        book = self._reader.wb
        if not self._whole:
            self._load(*(name for name in self._paths if name not in self._loaded))
            book._sheets = [self._loaded[name] for name in self._paths]
            self._reader.parser.assign_names()
            self._whole = True
        return book

    def saved(self) -> bytes:
        """Return the workbook with what was typed."""
        if self._whole or any(one.title != name for name, one in self._loaded.items()):
            out = io.BytesIO()
            self.whole.save(out)
            return out.getvalue()
        return self._with(dict(self._parts()))

    def _parts(self) -> Iterator[tuple[str, bytes]]:
        for name, sheet in self._loaded.items():
            sheet._drawing = SpreadsheetDrawing()
            sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
            writer = WorksheetWriter(sheet)
            writer.write()
            yield self._paths[name], writer.read()
            writer.cleanup()
        book = self._reader.wb
        if len(book._cell_styles) != self._styles:
            yield ARC_STYLE, tostring(write_stylesheet(book))

    def _with(self, parts: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._data)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new,
        ):
            for name in old.namelist():
                new.writestr(name, parts.get(name) or old.read(name))
        return out.getvalue()
