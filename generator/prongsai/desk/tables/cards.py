"""The cards of the board for what is no item: measures, results, scores, survey."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.beside import remark
from prongsai.desk.board import SIGNS, Stage
from prongsai.desk.state import Look
from prongsai.desk.tables.areas import AREAS, Area
from prongsai.desk.tables.beside import KINDS, spots
from prongsai.desk.tables.records import two_decimals
from prongsai.desk.tables.year import year_of
from prongsai.findings import Finding, Severity
from prongsai.workbook.book import Year
from prongsai.workbook.tables import rows_of

Say = Callable[..., str]

_OWN = {"steps": "measures", "follow-up": "measures", "outcomes": "results"}
"""Sheets that have no area of their own, and the area where they are corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCard:
    """One area on the board: its state in words, what there is, and what to do."""

    name: str
    stage: Stage
    state: str
    facts: str
    do: str

    @property
    def sign(self) -> str:
        """Return the sign of its stage."""
        return SIGNS[self.stage]


def area_cards(
    look: Look, assessed: AssessedYear, say: Say, language: str
) -> tuple[AreaCard, ...]:
    """Return the cards of a year."""
    year = year_of(look, assessed)
    wrong: dict[str, list[Finding]] = {name: [] for name in AREAS}
    for (sheet, _, _), one in spots(assessed, look.findings, year):
        wrong[_area(sheet)].append(one)
    every = (
        _card(area, year, assessed, wrong[area.name], say, language)
        for area in AREAS.values()
    )
    return tuple(one for one in every if one.name != "unplaced" or one.facts)


def _area(sheet: str) -> str:
    """Return the area where a record of a sheet is corrected."""
    own = (
        area.name for area in AREAS.values() for one in area.sheets if one.name == sheet
    )
    return next(own, _OWN.get(sheet, "measures"))


def _card(
    area: Area,
    year: Year,
    assessed: AssessedYear,
    wrong: list[Finding],
    say: Say,
    language: str,
) -> AreaCard:
    facts = _FACTS[area.name](year, assessed, say)
    if not facts:
        return AreaCard(
            name=area.name,
            stage=Stage.NOT_BEGUN,
            state=say("card-not-begun"),
            facts="",
            do=say(f"do-{area.name}"),
        )
    serious = [one for one in wrong if one.severity is not Severity.HINT]
    first = next(iter(serious or wrong), None)
    return AreaCard(
        name=area.name,
        stage=Stage.BEGUN if wrong else Stage.WAITING,
        state=say("card-open", count=len(wrong)) if wrong else say("card-has"),
        facts=facts,
        do=remark(first, language).text if first else "",
    )


def _measures(year: Year, assessed: AssessedYear, say: Say) -> str:
    del assessed
    count = len(list(_of(year, "measures", "measures")))
    return say("facts-measures", count=count) if count else ""


def _results(year: Year, assessed: AssessedYear, say: Say) -> str:
    del assessed
    every = list(_of(year, "measures", "measures"))
    done = sum(bool(one.get("results")) for one in every)
    return say("facts-results", done=done, count=len(every)) if done else ""


def _scores(year: Year, assessed: AssessedYear, say: Say) -> str:
    del assessed
    tree = year.trees.get("scores") or {}
    total = two_decimals(str(tree.get("total") or ""))
    if not any(tree.get(name) for name in ("total", *AREAS["scores"].first.lists)):
        return ""
    return say(
        "facts-scores", total=total or "–", level=tree.get("level") or ""
    ).strip()


def _analysis(year: Year, assessed: AssessedYear, say: Say) -> str:
    del assessed
    count = len(list(_of(year, "measures", "analysis")))
    return say("facts-analysis", count=count) if count else ""


def _survey(year: Year, assessed: AssessedYear, say: Say) -> str:
    del year
    loaded = assessed.year.survey
    if loaded is None or not loaded.value.link:
        return ""
    own, today = loaded.value, assessed.today
    opened = own.opens is None or own.opens <= today
    closed = own.closes is not None and own.closes < today
    return say("facts-survey-open" if opened and not closed else "facts-survey-closed")


def _papers(year: Year, assessed: AssessedYear, say: Say) -> str:
    del assessed
    count = len(rows_of(AREAS["papers"].first, year.trees.get("measures")))
    return say("facts-papers", count=count) if count else ""


def _unplaced(year: Year, assessed: AssessedYear, say: Say) -> str:
    del assessed
    count = sum(len(list(_of(year, kind, "unplaced"))) for kind in KINDS)
    return say("facts-unplaced", count=count) if count else ""


def _of(year: Year, kind: str, name: str) -> Iterator[Mapping[str, object]]:
    yield from (year.trees.get(kind) or {}).get(name) or ()


_FACTS: Mapping[str, Callable[[Year, AssessedYear, Say], str]] = {
    "measures": _measures,
    "results": _results,
    "scores": _scores,
    "analysis": _analysis,
    "survey": _survey,
    "papers": _papers,
    "unplaced": _unplaced,
}
"""What there is of each area, in words; empty where it has not been begun."""
