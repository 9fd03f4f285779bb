"""The report of a workbook's import; what needs a person comes first."""

from collections.abc import Iterator

from prongsai import messages
from prongsai.storage.limits import BadFileError
from prongsai.workbook.book import headers
from prongsai.workbook.columns import Column
from prongsai.workbook.merge import Conflict, Spot
from prongsai.workbook.run import Imported, Wrong
from prongsai.workbook.sheet import Sheet

_LONGEST = 120
_MOST = 60


def report(imported: Imported, language: str, *, dry: bool = False) -> Iterator[str]:
    """Yield the lines of the report."""
    merged = imported.merged
    yield from _warned(imported, language)
    if merged.conflicts:
        yield _say("conflicts", language, count=len(merged.conflicts))
        for conflict in merged.conflicts[:_MOST]:
            yield from _conflict(imported, conflict, language)
    if merged.problems or imported.wrong:
        count = len(merged.problems) + len(imported.wrong)
        yield _say("wrong", language, count=count)
        for problem in merged.problems[:_MOST]:
            facts = {**_of_year(imported), **problem.facts}
            place = _place(problem.spot, language)
            yield _say(f"problem-{problem.code}", language, place=place, **facts)
        for wrong in imported.wrong[:_MOST]:
            yield from _wrong(wrong, language)
    if not imported.failed:
        yield from _done(imported, language, dry=dry)
    if merged.proposed:
        yield _say("proposed", language, count=len(merged.proposed))
        for one in merged.proposed[:_MOST]:
            name = " ".join(one.key)
            yield _say("deletion-line", language, sheet=one.spot.title, id=name)


def refused(error: BadFileError, file: str, language: str) -> str:
    """Yield why a workbook is not imported, and what to do."""
    table = "workbook"
    try:
        reason = messages.text(table, f"bad-{error.code}", language, **error.facts)
    except KeyError:
        facts = {"file": file, **error.facts}
        reason = messages.text("importing", f"bad-{error.code}", language, **facts)
    return _say("refused", language, file=file, reason=reason)


def _say(key: str, language: str, /, **facts: object) -> str:
    shown = {name: _visible(str(fact)) for name, fact in facts.items()}
    return messages.text("workbook", key, language, **shown)


def _visible(text: str) -> str:
    """Return officers' text on one line, without signs that command a terminal."""
    line = " ".join(text.split())
    return "".join(sign if sign.isprintable() else "�" for sign in line)


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
    warned = imported.returned.warned
    if warned:
        yield _say("warned", language)
    for one in warned:
        place = _say("place", language, sheet=one.title, cell=one.cell)
        facts = {"place": place, "sheet": one.title, **one.facts}
        yield f"- {_say(f'warn-{one.code}', language, **facts)}"


def _conflict(imported: Imported, one: Conflict, language: str) -> Iterator[str]:
    field = _field(one.spot.sheet, one.column, language)
    place = _place(one.spot, language)
    name = " ".join(one.key)
    yield _say("conflict-line", language, place=place, field=field, id=name)
    file = imported.paths[one.spot.sheet.kind]
    yield _say("conflict-base", language, value=_short(one.base, language))
    yield _say("conflict-ours", language, file=file, value=_short(one.ours, language))
    yield _say("conflict-theirs", language, value=_short(one.theirs, language))


def _wrong(one: Wrong, language: str) -> Iterator[str]:
    place = _place(one.spot, language) if one.spot else str(one.finding.place)
    message = messages.message(one.finding, language)
    yield _say("wrong-line", language, place=place, message=message)
    hint = " ".join(messages.hint(one.finding, language).split())
    yield _say("wrong-hint", language, hint=hint)


def _done(imported: Imported, language: str, *, dry: bool) -> Iterator[str]:
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
                old=_short(change.old, language),
                new=_short(change.new, language),
            )
    if merged.added:
        yield _say("added", language, count=len(merged.added))
        for page, row in merged.added[:_MOST]:
            spot = Spot(
                sheet=page.sheet, title=page.base.title, letter="A", row=row.number
            )
            name = " ".join(row.key)
            place = _place(spot, language)
            yield _say("added-line", language, place=place, id=name)
    if merged.deleted:
        yield _say("deleted", language, count=len(merged.deleted))
    for file in imported.files:
        yield _say("would-write" if dry else "wrote", language, file=file)
