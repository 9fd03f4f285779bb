"""Cells of a workbook, found by their row and typed into."""

from workbook_project import Hands


def put(
    hands: Hands, sheet: str, key: tuple[str | None, ...], fields: dict[str, object]
) -> None:
    """Type into the row of a key; sheets of one record have one row."""
    names = tuple(part for part in key if part is not None)
    number = 3 if not key else row_with(hands, sheet, names)
    for field, value in fields.items():
        at = hands.column(sheet, field.replace("__", "."))
        hands.sheet(sheet).cell(number, at).value = value


def row_with(hands: Hands, sheet: str, names: tuple[str, ...]) -> int:
    wanted = {hands.said(sheet, one) for one in names}
    for number in range(3, 200):
        cells = [cell.value for cell in hands.sheet(sheet)[number]][:4]
        if wanted <= set(cells):
            return number
    raise KeyError(names)
