"""The report of a workbook's import; what needs a person comes first."""

from collections.abc import Iterator, Sequence
from typing import get_args

from prongsai import messages
from prongsai.messages.signs import visible
from prongsai.storage.limits import BadFileError
from prongsai.workbook.book import headers
from prongsai.workbook.columns import Column
from prongsai.workbook.merge import Conflict, Deletion, Spot
from prongsai.workbook.notes import Reworded
from prongsai.workbook.run import Imported, Wrong
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.spoken import Spoken

_LONGEST = 120
_MOST = 60


def report(imported: Imported, language: str, *, dry: bool = False) -> Iterator[str]:
    """Yield the lines of the report."""
    merged = imported.merged
    spoken = Spoken(imported, language)
    yield from _warned(imported, language)
    if merged.conflicts:
        yield _say("conflicts", language, count=len(merged.conflicts))
        for conflict in merged.conflicts[:_MOST]:
            yield from _conflict(imported, conflict, spoken, language)
    if merged.problems or imported.wrong:
        count = len(merged.problems) + len(imported.wrong)
        yield _say("wrong", language, count=count)
        yield from mistakes(imported, language)
    if not imported.failed:
        yield from _done(imported, spoken, language, dry=dry)
    if merged.proposed:
        yield _say("proposed", language, count=len(merged.proposed))
        yield from _deletions(merged.proposed, spoken, language)


def changes(imported: Imported, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield what a workbook would change: where, before, after, in words."""
    spoken = Spoken(imported, language)
    merged = imported.merged
    if imported.failed:
        return
    for change in merged.changes:
        name = spoken.name(change.spot.sheet, change.target.key, change.target.cells)
        field = _field(change.spot.sheet, change.column, language)
        old, new = (
            spoken.value(change.spot, change.column, text) or ""
            for text in (change.old, change.new)
        )
        yield " › ".join(filter(None, (change.spot.title, name, field))), old, new
    for page, row in merged.added:
        for column in page.sheet.data:
            if row.cells.get(column.name) and not column.hidden:
                name = spoken.name(page.sheet, row.key, row.cells)
                spot = Spot(
                    sheet=page.sheet,
                    title=page.base.title,
                    letter=page.first,
                    row=row.number,
                )
                value = spoken.value(spot, column, row.cells[column.name]) or ""
                field = _field(page.sheet, column, language)
                yield f"{spot.title} › {name} › {field}", "", value


def conflicts(imported: Imported, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield what both sides changed: where, then the three values, in words."""
    spoken = Spoken(imported, language)
    for one in imported.merged.conflicts:
        field = _field(one.spot.sheet, one.column, language)
        name = spoken.name(one.spot.sheet, one.key)
        base, ours, theirs = (
            _short(spoken.value(one.spot, one.column, text), language)
            for text in (one.base, one.ours, one.theirs)
        )
        yield f"{one.spot.title} › {name} › {field}", base, ours, theirs


def remarks(imported: Imported, language: str) -> tuple[str, ...]:
    """Return what is to be said of a workbook, and the rows that it lacks."""
    merged = imported.merged
    lines = [one.removeprefix("- ") for one in _warned(imported, language)][1:]
    if merged.proposed:
        lines.append(_say("kept-rows", language, count=len(merged.proposed)))
        names = _deletions(merged.proposed, Spoken(imported, language), language)
        lines += [f"  {one}" for one in names]
    return tuple(lines)


def mistakes(imported: Imported, language: str) -> Iterator[str]:
    """Yield the values that cannot be used, each with its cell."""
    merged = imported.merged
    for problem in merged.problems[:_MOST]:
        facts = {**_of_year(imported), **problem.facts}
        place = _place(problem.spot, language)
        yield _say(f"problem-{problem.code}", language, place=place, **facts)
    for wrong in imported.wrong[:_MOST]:
        yield from _wrong(wrong, language)


def refused(error: BadFileError, file: str, language: str) -> str:
    """Yield why a workbook is not imported, and what to do."""
    reason = messages.refusal(error, language, file=file)
    return _say("refused", language, file=file, reason=reason)


def _say(key: str, language: str, /, **facts: object) -> str:
    shown = {name: visible(str(fact)) for name, fact in facts.items()}
    return messages.text("workbook", key, language, **shown)


def _of_year(imported: Imported) -> dict[str, str]:
    """Return the year of the workbook, and where its files belong."""
    base = imported.returned.base
    folder = f"content/agencies/{base.slug}/{base.fiscal_year}/files"
    return {"year": str(base.fiscal_year), "folder": folder}


def _short(text: str | None, language: str) -> str:
    if text is None:
        return _say("gone", language)
    if not text:
        return _say("nothing", language)
    line = " / ".join(text.split("\n"))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _place(spot: Spot, language: str) -> str:
    return _say("place", language, sheet=spot.title, cell=spot.cell or "–")


def _field(sheet: Sheet, column: Column, language: str) -> str:
    return headers(sheet, language)[column.name]


def _warned(imported: Imported, language: str) -> Iterator[str]:
    warned = (*imported.returned.warned, *imported.merged.warned)
    if warned:
        yield _say("warned", language)
    for one in warned:
        place = _say("place", language, sheet=one.title, cell=one.cell)
        facts = {"place": place, "sheet": one.title, **one.facts}
        yield f"- {_say(f'warn-{one.code}', language, **facts)}"


def _conflict(
    imported: Imported, one: Conflict, spoken: Spoken, language: str
) -> Iterator[str]:
    field = _field(one.spot.sheet, one.column, language)
    place = _place(one.spot, language)
    name = spoken.name(one.spot.sheet, one.key)
    yield _say("conflict-line", language, place=place, field=field, id=name)
    file = imported.paths[one.spot.sheet.kind]
    base, ours, theirs = (
        _short(spoken.value(one.spot, one.column, value), language)
        for value in (one.base, one.ours, one.theirs)
    )
    yield _say("conflict-base", language, value=base)
    yield _say("conflict-ours", language, file=file, value=ours)
    yield _say("conflict-theirs", language, value=theirs)


def _wrong(one: Wrong, language: str) -> Iterator[str]:
    """Report a value in the words of its sheet; where there is no cell, of the file."""
    finding, place = one.finding, str(one.finding.place)
    message = messages.message(finding, language)
    if one.spot is None:
        yield _say("wrong-line", language, place=place, message=message)
        hint = " ".join(messages.hint(finding, language).split())
        yield _say("wrong-hint", language, hint=hint)
        return
    facts = {**dict(finding.facts), "place": _place(one.spot, language)}
    if finding.code in get_args(Reworded):
        yield _say(f"wrong-{finding.code}", language, **facts)
    else:
        yield _say("wrong-line", language, place=facts["place"], message=message)


def _deletions(
    some: Sequence[Deletion], spoken: Spoken, language: str
) -> Iterator[str]:
    for one in some[:_MOST]:
        facts = {
            "sheet": one.spot.title,
            "place": _place(one.spot, language),
            "item": one.key[0] if one.key else "",
            "id": spoken.name(one.spot.sheet, one.key),
        }
        yield _say(f"deletion-{one.word}", language, **facts)


def _done(
    imported: Imported, spoken: Spoken, language: str, *, dry: bool
) -> Iterator[str]:
    merged = imported.merged
    if not imported.files:
        yield _say("none", language)
        return
    if merged.changes:
        yield _say("changed", language, count=len(merged.changes))
        for change in merged.changes[:_MOST]:
            yield _say(
                "change-line",
                language,
                place=_place(change.spot, language),
                field=_field(change.spot.sheet, change.column, language),
                old=_short(
                    spoken.value(change.spot, change.column, change.old), language
                ),
                new=_short(
                    spoken.value(change.spot, change.column, change.new), language
                ),
            )
    if merged.added:
        yield _say("added", language, count=len(merged.added))
        for page, row in merged.added[:_MOST]:
            spot = Spot(
                sheet=page.sheet,
                title=page.base.title,
                letter=page.first,
                row=row.number,
            )
            name = spoken.name(page.sheet, row.key, row.cells)
            place = _place(spot, language)
            yield _say("added-line", language, place=place, id=name)
    if merged.deleted:
        yield _say("deleted", language, count=len(merged.deleted))
        yield from _deletions(merged.deleted, spoken, language)
    for file in imported.files:
        yield _say("would-write" if dry else "wrote", language, file=file)
