"""The new bytes of each file: an edited file, or a new one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any  # trees of YAML

from prongsai import messages
from prongsai.loading.catalogues import rules_of
from prongsai.loading.file_kinds import KINDS, modeline
from prongsai.loading.provisional import may_be_whole
from prongsai.workbook.added import Additions
from prongsai.workbook.apply import deletion_edits, edits_of
from prongsai.workbook.columns import PAGE
from prongsai.workbook.merge import CellChange, Merged, Spot
from prongsai.workbook.tables import SheetRow, code
from prongsai.yaml.edits import Drop, Edit, Insert, Put, changed, edit
from prongsai.yaml.writer import Bare, dump


def edits_for(tree: Mapping[str, Any], kind: str, merged: Merged) -> list[Edit]:
    """Return all edits of one kind of file: changed, new and deleted records."""
    changes = [one for one in merged.changes if one.spot.sheet.kind == kind]
    for page, row in merged.added:
        if page.sheet.kind == kind and not page.sheet.lists:
            spot = Spot(
                sheet=page.sheet, title=page.base.title, letter="A", row=row.number
            )
            changes += [
                CellChange(
                    spot=spot,
                    column=column,
                    target=SheetRow(key=(), cells={}),
                    old="",
                    new=row.cells[column.name],
                )
                for column in page.sheet.data
                if row.cells.get(column.name)
            ]
    deletions = [one for one in merged.deleted if one.spot.sheet.kind == kind]
    edits = [*edits_of(tree, changes), *deletion_edits(tree, deletions)]
    return Additions(tree, kind, merged).edits(edits)


def list_edits(own: Mapping[str, Any] | None, year: int) -> list[Edit]:
    """Return the edit that says of which list the codes are, while it is a draft.

    `own` is the agency's own catalogue of the year.
    """
    rules = rules_of(year)
    if rules is None or not rules.provisional or (own or {}).get("items_known"):
        return []
    return [Put(path=("codes_of",), value=Bare(str(rules.list_year)))]


def catalogue_edits(
    tree: Mapping[str, Any], edits: Iterable[Edit], year: int
) -> list[Edit]:
    """Return the edits that name the year, and the manual's pages as sources."""
    new = changed(tree, edits)
    known = [one["id"] for one in tree.get("sources") or ()]
    wanted = {
        name
        for item in new.get("items") or ()
        for component in item.get("components") or ()
        for name in component.get("sources") or ()
        if name.startswith(PAGE) and name not in known
    }
    fresh = [
        {
            "id": name,
            "title": messages.text(
                "workbook",
                "manual-source",
                "th",
                year=year,
                page=name.removeprefix(PAGE),
            ),
        }
        for name in sorted(wanted, key=lambda name: (len(name), name))
    ]
    more: list[Edit] = list(_ticked(tree, new))
    if not new.get("items_known") and _is_list(changed(new, more), year):
        more.append(Put(path=("items_known",), value=Bare("true")))
    if not tree.get("fiscal_year"):
        more.append(Put(path=("fiscal_year",), value=Bare(year)))
    if fresh and known:
        more += [Insert(path=("sources", len(known)), value=one) for one in fresh]
    elif fresh:
        more.append(Put(path=("sources",), value=fresh))
    return more


def _ticked(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield the edits that let a draft count once a person has compared it.

    One with a line that is still doubtful stays a draft. One whose comparison was taken
    back is a draft again, but where it has made the list of the year: it stays on that.
    """
    compared = {one["code"] for one in old.get("items") or () if _is_compared(one)}
    for place, item in enumerate(new.get("items") or ()):
        if item.get("draft"):
            if _is_compared(item) and not _has_doubts(item):
                yield Drop(path=("items", place, "draft"))
        elif (
            item["code"] in compared
            and not _is_compared(item)
            and not new.get("items_known")
        ):
            yield Put(path=("items", place, "draft"), value=Bare("true"))


def _is_compared(item: Mapping[str, Any]) -> bool:
    person = item.get("ticked") or {}
    known = item.get("components_known") == "true"
    return known and bool(person.get("by") and person.get("on"))


def _has_doubts(item: Mapping[str, Any]) -> bool:
    return any(_doubtful(one) for one in (item, *(item.get("components") or ())))


def _is_list(tree: Mapping[str, Any], year: int) -> bool:
    """Return whether the items are all compared, in a year that is not known else."""
    items = tree.get("items") or ()
    rules = rules_of(year)
    whole = all(
        one.get("title") and _is_compared(one) and not one.get("draft") for one in items
    )
    if rules is None or not rules.provisional:
        return False
    return whole and may_be_whole([code(one["code"]) for one in items], rules)


def _doubtful(line: Mapping[str, Any]) -> bool:
    return line.get("doubtful") == "true"


def written(
    data: bytes | None, tree: Mapping[str, Any], kind: str, edits: list[Edit]
) -> bytes | None:
    """Return the file with the edits; a new one begins with its modeline."""
    if not edits:
        return data
    new = changed(tree, edits)
    if data is None:
        names = [info.alias or name for name, info in KINDS[kind].model_fields.items()]
        ordered = {name: new[name] for name in names if name in new}
        return (modeline(kind) + dump(ordered)).encode()
    if not new:
        head = [line for line in data.splitlines(keepends=True) if line[:1] == b"#"]
        return b"".join(head) + b"{}\n"
    return edit(data, edits, tree)
