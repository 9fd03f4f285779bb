"""All agencies of a site at a glance, for whoever hosts them: who is behind.

One line an agency, of the newest year that has items: what is missing and late, whether
its survey is open, and what is wrong with its pages. It is never part of the site.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checking import Checked
from prongsai.findings import Finding, Severity
from prongsai.internal.live_proof import LiveProof, of_site
from prongsai.internal.todo import todo
from prongsai.loading.content import AgencyContent
from prongsai.model.survey import Survey
from prongsai.pages.home import newest_year
from prongsai.site.internal_pages import internal_page
from prongsai.site.kept_pages import agency_of
from prongsai.thai.dates import format_iso, format_short
from prongsai.thai.order import in_order

Say = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One agency.

    Attributes:
        sheet: its own list of open items, from the folder of the overview.
        demonstration: whether it did not enter this itself.
        unread: whether a file of it cannot be read, so that nothing is counted.
        covered: how many items are complete, incomplete, unknown; None while the year
            has no list of its own.
        overdue: how many items are past their day.
        survey: the state of its survey, in words.
        survey_open: whether citizens can answer it today.
        troubles: what is wrong with its pages, in words.
    """

    slug: str
    name: str
    year: int = 0
    sheet: str = ""
    demonstration: bool = False
    unread: bool = False
    covered: tuple[int, int, int] | None = None
    overdue: int = 0
    survey: str = ""
    survey_open: bool = False
    troubles: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """Sort by: broken pages, then what is late, then what is missing, the name."""
        missing = self.covered[1] if self.covered else 0
        return not self.troubles, -self.overdue, -missing, in_order(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All agencies as of a day, the one that needs help first."""

    today: str
    lines: tuple[Line, ...]
    live: str
    language: str

    @property
    def summary(self) -> str:
        """Return the counts in words."""
        facts = {
            "count": len(self.lines),
            "late": sum(bool(one.overdue) for one in self.lines),
            "open": sum(one.survey_open for one in self.lines),
            "broken": sum(bool(one.troubles) for one in self.lines),
        }
        return messages.text("internal", "overview-summary", self.language, **facts)


def overview(
    checked: Checked,
    today: datetime.date,
    language: str,
    live: LiveProof | None,
    since: Mapping[str, str],
) -> Overview:
    """Look at every agency.

    Args:
        checked: the content with what is wrong with it.
        today: the day of the overview.
        language: of the words.
        live: what the newest receipt proves.
        since: the day (ค.ศ., ISO) of the pages of agencies that an error stopped.
    """
    seen = _Seen(checked, today, language, live, since)
    content = checked.content
    agencies = content.agencies if content else ()
    broken = content.broken if content else frozenset()
    lines = [*map(seen.line, agencies), *map(seen.unreadable, sorted(broken))]
    return Overview(
        today=seen.date(today),
        lines=tuple(sorted(lines, key=attrgetter("order"))),
        live=of_site(live, language),
        language=language,
    )


class _Seen:
    """What is known on a day; makes the line of each agency."""

    def __init__(
        self,
        checked: Checked,
        today: datetime.date,
        language: str,
        live: LiveProof | None,
        since: Mapping[str, str],
    ) -> None:
        self._checked, self._today, self._language = checked, today, language
        self._lost, self._since = live.lost if live else (), since

    def say(self, key: str, /, **facts: object) -> str:
        return messages.text("internal", f"overview-{key}", self._language, **facts)

    def date(self, day: datetime.date) -> str:
        return format_short(day) if self._language == "th" else format_iso(day)

    def unreadable(self, slug: str) -> Line:
        """Return the line of an agency whose own file cannot be read."""
        return Line(slug=slug, name=slug, troubles=tuple(self._troubles(slug)))

    def line(self, agency: AgencyContent) -> Line:
        """Return the line of an agency."""
        slug, name = agency.slug, agency.agency.value.name
        troubles = tuple(self._troubles(slug))
        year, content = newest_year(agency), self._checked.content
        if year is None or year.catalogue is None or content is None:
            return Line(slug=slug, name=name, troubles=troubles)
        if any(one.broken for one in agency.years):
            number = year.fiscal_year
            return Line(
                slug=slug, name=name, year=number, unread=True, troubles=troubles
            )
        assessed = AssessedYear(
            content=content, agency=agency, year=year, today=self._today
        )
        open_items = todo(assessed, self._checked.findings, self._language)
        surveys = (one.survey.value for one in reversed(agency.years) if one.survey)
        survey = next((one for one in surveys if one.link), None)
        return Line(
            slug=slug,
            name=name,
            year=year.fiscal_year,
            sheet=f"{slug}/{year.fiscal_year}/todo.html",
            demonstration=agency.agency.value.demonstration,
            covered=None if open_items.draft else open_items.covered,
            overdue=sum(unit.overdue for unit in open_items.units),
            survey=self._survey(survey),
            survey_open=_is_open(survey, self._today),
            troubles=troubles,
        )

    def _survey(self, survey: Survey | None) -> str:
        """Return the state of the newest survey that has a link."""
        if survey is None:
            return self.say("survey-none")
        if survey.opens and self._today < survey.opens:
            return self.say("survey-opens", date=self.date(survey.opens))
        if survey.closes is None:
            return self.say("survey-open")
        key = "survey-until" if self._today <= survey.closes else "survey-closed"
        return self.say(key, date=self.date(survey.closes))

    def _troubles(self, slug: str) -> Iterator[str]:
        wrong = [one for one in self._checked.findings if _stops(one, slug)]
        if wrong:
            why = messages.message(wrong[0], self._language)
            since = self._since.get(slug)
            key = "stopped-since" if since else "stopped"
            day = self.date(datetime.date.fromisoformat(since)) if since else ""
            yield self.say(key, count=len(wrong), why=why, date=day)
        lost = [one for one in self._lost if one.startswith(f"{slug}/")]
        if lost:
            yield self.say("lost", count=len(lost), address=lost[0])


def _is_open(survey: Survey | None, today: datetime.date) -> bool:
    if survey is None:
        return False
    begun = survey.opens is None or survey.opens <= today
    return begun and (survey.closes is None or today <= survey.closes)


def _stops(finding: Finding, slug: str) -> bool:
    return finding.severity is Severity.ERROR and agency_of(finding) == slug


def as_text(seen: Overview) -> Iterator[str]:
    """Yield lines for a terminal."""

    def say(key: str, /, **facts: object) -> str:
        return messages.text("internal", key, seen.language, **facts)

    yield say("overview-of", date=seen.today)
    yield seen.summary
    for one in seen.lines:
        yield ""
        year = say("overview-year", year=one.year) if one.year else ""
        yield f"■ {one.name} {year}".rstrip()
        yield from (f"   ! {trouble}" for trouble in one.troubles)
        yield from (f"   {part}" for part in parts(one, seen.language))
    yield ""
    yield seen.live


def parts(line: Line, language: str) -> Iterator[str]:
    """Yield what is known of an agency's year, in words."""

    def say(key: str, /, **facts: object) -> str:
        return messages.text("internal", f"overview-{key}", language, **facts)

    if not line.year:
        yield say("no-year")
        return
    if line.unread:
        yield say("unread")
        return
    if line.covered is None:
        yield say("draft")
    else:
        complete, incomplete, unknown = line.covered
        yield say("covered", complete=complete, incomplete=incomplete, unknown=unknown)
    if line.overdue:
        yield say("overdue", count=line.overdue)
    yield line.survey
    if line.demonstration:
        yield say("demonstration")


def as_html(seen: Overview, sheets: frozenset[str]) -> bytes:
    """Write a page of HTML; it links to those `sheets` of open items that are there."""
    facts = {"seen": seen, "parts": parts, "sheets": sheets}
    return internal_page("overview", seen.language, **facts).encode()
