"""Text files: lines with tabs or between pipes are tables, others are paragraphs."""

import re
from collections.abc import Iterator, Sequence

from prongsai.importing.read.document import (
    Paragraph,
    SourceCell,
    SourceDocument,
    SourceTable,
    Spot,
)
from prongsai.importing.read.markup import cell_lines
from prongsai.storage.limits import MAX_CELLS, MAX_COLUMNS, BadFileError

_RULE = re.compile(r"[\s\\*_#=~`-]*")
_HEADING = re.compile(r"\s*#+\s+")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
_BOLD = re.compile(r"\*\*|\\(?=\*)")


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a mark, or Thai Windows."""
    for encoding in ("utf-8-sig", "cp874"):
        try:
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                return data.decode("utf-16")
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadFileError("not-text")


def read_text(name: str, data: bytes) -> SourceDocument:
    """Read a file in the form in which text recognition gives tables."""
    blocks: list[Paragraph | SourceTable] = []
    rows: list[list[str]] = []
    words: list[str] = []
    tables = cells = 0
    for line in _without_pipes([*decode(data).splitlines(), ""]):
        if "\t" in line:
            _end_paragraph(blocks, words)
            rows.append(line.split("\t"))
            cells += len(rows[-1])
            if len(rows[-1]) > MAX_COLUMNS:
                raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
            if cells > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            continue
        if rows:
            tables += 1
            blocks.append(plain_table(tables, rows))
            rows = []
        if _RULE.fullmatch(line):
            _end_paragraph(blocks, words)
        elif _HEADING.match(line):
            _end_paragraph(blocks, words)
            words.append(_HEADING.sub("", line))
            _end_paragraph(blocks, words)
        else:
            words.append(line)
    _end_paragraph(blocks, words)
    return SourceDocument(name=name, blocks=tuple(blocks))


def _without_pipes(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines with tabs where Markdown has pipes; its rule below a header goes."""
    inside = False
    for at, line in enumerate(lines):
        if _PIPE_RULE.fullmatch(line) and inside:
            continue
        below = lines[at + 1] if at + 1 < len(lines) else ""
        begins = "|" in line and _PIPE_RULE.fullmatch(below) is not None
        fenced = line.strip().startswith("|") and line.strip().endswith("|")
        inside = "\t" not in line and (begins or fenced or (inside and "|" in line))
        yield _row_of_pipes(line) if inside and len(line.strip()) > 1 else line


def _row_of_pipes(line: str) -> str:
    bare = line.strip().removeprefix("|")
    bare = bare if bare.endswith("\\|") else bare.removesuffix("|")
    cells = [part.strip().replace("\\|", "|") for part in _PIPE.split(bare)]
    return "\t".join(cells) if len(cells) > 1 else line


def _end_paragraph(blocks: list[Paragraph | SourceTable], words: list[str]) -> None:
    """End a paragraph: the lines up to an empty one are one."""
    lines = cell_lines(_BOLD.sub("", " ".join(words))) if words else ()
    blocks += [Paragraph(text=line.text) for line in lines]
    words.clear()


def plain_table(
    number: int, rows: Sequence[Sequence[str]], *, after_blank: bool = False
) -> SourceTable:
    """Return the table of rows that are only text."""
    return SourceTable(
        number=number,
        after_blank=after_blank,
        rows=tuple(
            tuple(
                SourceCell(
                    spot=Spot(table=number, row=at, column=column),
                    lines=cell_lines(text),
                )
                for column, text in enumerate(row, 1)
            )
            for at, row in enumerate(rows, 1)
        ),
    )
