"""Records without ids keep the numbers that they had when they were exported."""

from collections.abc import Iterable, Iterator, Mapping

from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow


def aligned(
    base: Mapping[Key, Mapping[str, str]], ours: list[SheetRow]
) -> dict[Key, SheetRow]:
    """Give records without ids the numbers that they had at export.

    Where as many are there as before, the number is right; else equal ones are matched,
    and the others count as new.
    """
    found: dict[Key, SheetRow] = {}
    for parent, rows in _by_parent(ours):
        old = {key: cells for key, cells in base.items() if key[:-1] == parent}
        if len(rows) == len(old):
            found |= {row.key: row for row in rows}
            continue
        if len(rows) > len(old) and _fits(old, rows):
            found |= {row.key: row for row in rows}
            continue
        left = dict(old)
        for row in rows:
            key = next(
                (k for k, cells in left.items() if dict(cells) == row.cells), None
            )
            if key is not None:
                del left[key]
            found[key or (*parent, f"+{row.key[-1]}")] = row
    return found


def _fits(old: Mapping[Key, Mapping[str, str]], rows: list[SheetRow]) -> bool:
    """Return whether rows were only added at the end."""
    first = rows[: len(old)]
    alike = sum(dict(old.get(row.key, {})) == row.cells for row in first)
    return alike >= len(old) - 1


def _by_parent(rows: Iterable[SheetRow]) -> Iterator[tuple[Key, list[SheetRow]]]:
    found: dict[Key, list[SheetRow]] = {}
    for row in rows:
        found.setdefault(row.key[:-1], []).append(row)
    yield from found.items()
