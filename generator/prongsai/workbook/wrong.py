"""Find the cell that a finding in the new YAML comes from."""

from collections.abc import Iterable, Mapping
from typing import Any  # trees of YAML

from prongsai.findings import Finding
from prongsai.workbook.merge import Spot
from prongsai.workbook.read import ReadPage
from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow, rows_of
from prongsai.yaml.reader import YamlFile, YamlPath, read_yaml


def spot_of(
    finding: Finding,
    files: Mapping[str, bytes],
    pages: Iterable[ReadPage],
    paths: Mapping[str, str],
) -> Spot | None:
    """Return the cell of a finding; None where the workbook does not have it."""
    file = finding.place.path
    if file not in files:
        return None
    read = read_yaml(files[file], file)
    path = _path(finding, read)
    kind = next(kind for kind, name in paths.items() if name == file)
    best: tuple[int, Spot] | None = None
    for page in pages:
        if page.sheet.kind != kind:
            continue
        found = _on_page(page, read.tree, path)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _path(finding: Finding, read: YamlFile) -> YamlPath:
    """Return the longest path at the finding's place."""
    place = (finding.place.line, finding.place.column)
    paths = [path for path, at in read.marks.places.items() if at == place]
    path = max(paths, key=len, default=())
    if finding.field and path and path[-1] != finding.field:
        below = (*path, finding.field)
        return below if read.marks.has(below) else path
    return path


def _on_page(page: ReadPage, tree: Any, path: YamlPath) -> tuple[int, Spot] | None:  # noqa: ANN401 - a tree of YAML
    rows = rows_of(page.sheet, tree)
    numbers = _numbers(page, rows)
    best: tuple[int, Spot] | None = None
    for row in rows:
        length = len(row.path)
        if path[:length] != row.path or row.key not in numbers:
            continue
        letter = _letter(page, path[length:])
        if letter is None:
            continue
        if best is None or length >= best[0]:
            spot = Spot(
                sheet=page.sheet,
                title=page.base.title,
                letter=letter,
                row=numbers[row.key],
            )
            best = (length, spot)
    return best


def _numbers(page: ReadPage, rows: Iterable[SheetRow]) -> Mapping[Key, int]:
    """Return the row in Excel of each record; new ones without ids are last."""
    numbers = {row.key: row.number for row in page.rows}
    if page.sheet.ordinal:
        new = [row.key for row in rows if row.key not in numbers]
        typed = [row.number for row in page.rows if not row.key[-1]]
        numbers |= dict(zip(new, typed, strict=False))
    return numbers


def _letter(page: ReadPage, rest: YamlPath) -> str | None:
    """Return the column of a field; that of the key for the record itself."""
    names = [str(step) for step in rest if isinstance(step, str)]
    for name in (".".join(names[:2]), names[0] if names else ""):
        if name in page.letters:
            return page.letters[name]
    inner = [
        letter
        for column, letter in page.letters.items()
        if names and column.startswith(f"{names[0]}.")
    ]
    if inner:
        return inner[0]
    if names:
        return None
    keys = [column.name for column in page.sheet.keys]
    return page.letters.get(keys[-1]) if keys else "A"
