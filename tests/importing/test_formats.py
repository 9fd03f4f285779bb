"""The five documents in other formats are understood as their text is."""

import csv
import html
import io
from pathlib import Path

import pytest
from docx import Document as Word
from openpyxl import Workbook

from cell_expectations import SEEDS, read
from examples import in_turn
from imported_seeds import imported
from prongsai.importing.read.document import Line, SourceDocument, SourceTable
from prongsai.importing.read.readers import read_document
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.whole_document import understand

pytestmark = pytest.mark.seeds


def as_word(document: SourceDocument) -> bytes:
    word = Word()
    for block in document.blocks:
        if not isinstance(block, SourceTable):
            word.add_paragraph(block.text)
            continue
        table = word.add_table(0, max(map(len, block.rows)))
        for row in block.rows:
            for cell, made in zip(row, table.add_row().cells, strict=False):
                lines = cell.lines or (Line(text=""),)
                made.text = lines[0].text
                for line in lines[1:]:
                    made.add_paragraph(line.text)
        # Two tables with nothing between would become one.
        word.add_paragraph("")
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def rows(document: SourceDocument) -> list[list[str]]:
    """Return all as rows of one sheet, with empty ones between tables."""
    found: list[list[str]] = []
    for block in document.blocks:
        if isinstance(block, SourceTable):
            found += [
                ["\n".join(li.text for li in c.lines) for c in r] for r in block.rows
            ]
        else:
            found.append([block.text])
        found.append([])
    return found


def as_excel(document: SourceDocument) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows(document), 1):
        for column, text in enumerate(row, 1):
            if text:
                sheet.cell(number, column, text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_csv(document: SourceDocument) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows(document))
    return stream.getvalue().encode("utf-8-sig")


def as_html(document: SourceDocument) -> bytes:
    """Write a page as people do, leaving out every end tag that HTML lets them."""
    out = []
    for block in document.blocks:
        if not isinstance(block, SourceTable):
            out.append(f"<p>{html.escape(block.text)}</p>")
            continue
        cells = [
            "".join(
                "<td>"
                + "".join(f"<p>{html.escape(line.text)}</p>" for line in cell.lines)
                for cell in row
            )
            for row in block.rows
        ]
        out.append("<table>" + "".join(f"<tr>{row}" for row in cells) + "</table>")
    return "".join(out).encode()


FORMATS = {"docx": as_word, "xlsx": as_excel, "csv": as_csv, "html": as_html}


def understood(path: Path, number: str) -> Draft:
    year, result_year, _ = read(number)
    return understand(read_document(path), year, result_year, {})


@pytest.mark.parametrize(("ending", "number"), in_turn([*FORMATS], SEEDS))
@pytest.mark.slow
def test_the_format_of_a_file_changes_nothing(
    number: str, ending: str, tmp_path: Path
) -> None:
    text = imported(number)
    path = tmp_path / f"a.{ending}"
    path.write_bytes(FORMATS[ending](text.document))
    draft = understood(path, number)
    assert draft.places == text.places
    assert draft.scores == text.scores
    assert draft.measures == text.measures
    assert draft.guessed == text.guessed
    assert draft.contradicts == text.contradicts
