"""The sheet «เริ่มปี»: what was kept, what to renew, what to decide, unit by unit."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import messages
from prongsai.internal.reminders import reminders
from prongsai.loading.catalogues import rules_of
from prongsai.loading.content import AgencyContent, Content
from prongsai.site.internal_pages import internal_page
from prongsai.thai.dates import with_days
from prongsai.years.moving import Entry
from prongsai.years.rolling import Rolled


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet:
    """What one unit has to look at: headings with their sentences."""

    name: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


def as_html(
    rolled: Rolled,
    content: Content,
    agency: AgencyContent,
    today: datetime.date,
    language: str,
) -> bytes:
    """Write one page that needs nothing else."""
    rules = content.catalogues.get(rolled.year) or rules_of(rolled.year)
    units = sheets(rolled, content, agency, language)
    title = _say(language, "sheet-title", year=rolled.year)
    name = agency.agency.value.name
    page = internal_page(
        "roll_over",
        language,
        title=title,
        agency=name,
        units=units,
        reminders=reminders(rules, today, language),
    )
    return page.encode()


def sheets(
    rolled: Rolled, content: Content, agency: AgencyContent, language: str
) -> tuple[UnitSheet, ...]:
    """Return a sheet for each unit in the agency's order, that without a unit last."""
    rules = content.catalogues.get(rolled.year) or rules_of(rolled.year)
    titles = {item.code: item.title for item in rules.items} if rules else {}
    units = {unit.id: unit.name for unit in agency.agency.value.units}
    lines = _Lines(language=language, titles=titles)
    found = []
    for unit, name in (*units.items(), ("", _say(language, "sheet-nobody"))):
        items = [one for one in rolled.items if _owner(one, units) == unit]
        left = [one for one in rolled.unsettled if _owner(one["was"], units) == unit]
        measures = [one for one in rolled.measures if _first_unit(one, units) == unit]
        decide = [*lines.decide(items), *lines.unsettled(left)]
        if not unit:
            decide += lines.year(rolled)
        parts = {
            "sheet-carried": (*lines.carried(items), *lines.going(measures)),
            "sheet-renew": tuple(lines.renew(items)),
            "sheet-decide": tuple(decide),
        }
        shown = tuple(
            (_say(language, key), some) for key, some in parts.items() if some
        )
        if shown:
            found.append(UnitSheet(name=name, parts=shown))
    return tuple(found)


def _say(language: str, key: str, /, **facts: object) -> str:
    return messages.text("years", key, language, **facts)


def _owner(entry: Entry, units: dict[str, str]) -> str:
    owner = str(entry.get("owner", ""))
    return owner if owner in units else ""


def _first_unit(measure: Entry, units: dict[str, str]) -> str:
    named = (str(one.get("unit", "")) for one in measure.get("units", ()))
    return next((unit for unit in named if unit in units), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    language: str
    titles: dict[str, str]

    def _say(self, key: str, /, **facts: object) -> str:
        return _say(self.language, key, **facts)

    def _item(self, entry: Entry) -> str:
        code = entry["code"]
        return self._say("sheet-item", code=code, title=self.titles.get(code, ""))

    def _day(self, typed: object) -> str:
        return with_days(str(typed)) if self.language == "th" else str(typed)

    def carried(self, items: list[Entry]) -> Iterator[str]:
        for one in items:
            for document in one.get("evidence", ()):
                cited = self._say("sheet-cited", title=document["title"])
                yield f"{self._item(one)} · {cited}"
            if "explanation" in one and "evidence" not in one:
                yield self._item(one)

    def renew(self, items: list[Entry]) -> Iterator[str]:
        for one in items:
            for title in one.get("to_renew", ()):
                yield f"{self._item(one)} · {self._say('sheet-last-year', title=title)}"

    def decide(self, items: list[Entry]) -> Iterator[str]:
        for one in items:
            if "due" in one:
                due = self._say("sheet-due", date=self._day(one["due"]))
                yield f"{self._item(one)} · {due}"

    def unsettled(self, left: list[Entry]) -> Iterator[str]:
        for one in left:
            yield self._say(
                "sheet-unsettled",
                title=one["title"],
                code=one["was"]["code"],
                may_be=", ".join(one.get("may_be", ())) or "–",
            )

    def going(self, measures: list[Entry]) -> Iterator[str]:
        for one in measures:
            yield self._say("sheet-goes-on", title=one.get("title", one["id"]))

    def year(self, rolled: Rolled) -> Iterator[str]:
        """Yield what the agency decides as a whole."""
        for title in rolled.ended:
            yield self._say("sheet-ended", title=title)
        for one in rolled.proposals:
            code = ", ".join(target["code"] for target in one["scope"])
            yield self._say("sheet-proposal", code=code, text=one["text"], id=one["id"])
        yield self._say("sheet-report", before=rolled.year - 1)
