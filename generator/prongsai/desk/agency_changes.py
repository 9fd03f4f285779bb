"""What a form about the agency makes of `agency.yml` or `site.yml`."""

import copy
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any  # trees of YAML

from prongsai.desk.acts import BadValueError, day_of
from prongsai.desk.agency_parts import Cell, Part, Shape
from prongsai.desk.changes import Item, fields
from prongsai.desk.forms import Form
from prongsai.thai.dates import day_as_typed

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/:?]|$)", re.IGNORECASE)
_ADDRESSES = frozenset({"url", "website", "site_url"})


class GoneError(Exception):
    """The entry is not there any more, or others changed most of it."""


def typed(part: Part, form: Form) -> dict[str, str]:
    """Return the fields that a form has, as the file writes them.

    Raises:
        BadValueError: a day cannot be read, or a field that is needed is empty.
    """
    said = {one.name: _value(one, form) for one in part.cells if _sent(one, form)}
    for one in part.cells:
        if one.needed and not said.get(one.name, "x"):
            raise BadValueError(
                "field-needed", field=f"{part.model.__name__}.{one.name}"
            )
    return said


def _sent(cell: Cell, form: Form) -> bool:
    return cell.name in form.fields


def _value(cell: Cell, form: Form) -> str:
    value = form.one(cell.name)
    if cell.shape is Shape.DAY:
        return day_of(value)
    if cell.shape is Shape.COLOUR:
        return value.removeprefix("#").lower()
    if cell.name in _ADDRESSES and _HOST.match(value):
        return f"https://{value}"
    return value


def shown_before(part: Part, form: Form) -> dict[str, str]:
    """Return what the page showed of each field, as the file writes it."""
    shapes = {one.name: one.shape for one in part.cells}
    return {
        name: day_as_typed(said) if shapes[name] is Shape.DAY else said
        for name in shapes
        if f"was-{name}" in form.fields
        for said in (form.one(f"was-{name}"),)
    }


def saved(tree: Item, part: Part, form: Form) -> Item:
    """Return the file with an entry as it was typed.

    Raises:
        ClashError: somebody else changed the same fields.
        GoneError: the entry is not there any more.
    """
    act = fields(typed(part, form), shown_before(part, form))
    if not part.rows:
        return act(copy.deepcopy(tree))
    rows, at = _rows(tree, part), place(tree, part, form)
    rows[at] = act(rows[at])
    return {**tree, part.rows: rows}


def added(tree: Item, part: Part, form: Form) -> Item:
    """Return the file with a new entry: last, or last in its unit."""
    rows = _rows(tree, part)
    new = {name: one for name, one in typed(part, form).items() if one}
    entry = fields(new, {})({})
    if part.stem:
        entry = {"id": _free_id(part.stem, rows), **entry}
    rows.insert(_place_of_new(rows, entry), entry)
    return {**tree, part.rows: rows}


def removed(tree: Item, part: Part, form: Form) -> Item:
    """Return the file without an entry."""
    rows = _rows(tree, part)
    del rows[place(tree, part, form)]
    left = {name: one for name, one in tree.items() if name != part.rows}
    return {**tree, part.rows: rows} if rows else left


def place(tree: Item, part: Part, form: Form) -> int:
    """Return where the entry is that a form is about, wherever others moved it.

    Raises:
        GoneError: it is not there any more.
    """
    rows, key = _rows(tree, part), form.one("key")
    if part.stem:
        found = [at for at, one in enumerate(rows) if str(one.get("id")) == key]
    else:
        found = [at for at, one in enumerate(rows) if digest(one) == form.one("of")]
        at = int(key) if key.isdecimal() else len(rows)
        if at in found or not found:
            found = [at] if at < len(rows) and _alike(rows[at], part, form) else found
    if not found:
        raise GoneError
    return found[0]


def _alike(row: Item, part: Part, form: Form) -> bool:
    """Return whether an entry is the one that the page showed, changed a little."""
    was = {name: one for name, one in shown_before(part, form).items() if one}
    same = sum(
        " ".join(str(row.get(name, "")).split()) == one for name, one in was.items()
    )
    return digest(row) == form.one("of") or 2 * same > len(was)


def digest(row: Mapping[str, Any]) -> str:
    """Return what an entry without an id is known by on a page."""
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _rows(tree: Item, part: Part) -> list[Item]:
    return [dict(one) for one in tree.get(part.rows) or ()]


def _free_id(stem: str, rows: Sequence[Item]) -> str:
    used = {str(one.get("id")) for one in rows}
    return next(name for name in _ids(stem) if name not in used)


def _ids(stem: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{stem}-{number}"


def _place_of_new(rows: Sequence[Item], entry: Item) -> int:
    """Return where a new entry goes: a section behind the others of its unit."""
    above = entry.get("parent")
    own = [
        at
        for at, one in enumerate(rows)
        if above and above in {one.get("parent"), one.get("id")}
    ]
    return own[-1] + 1 if own else len(rows)
