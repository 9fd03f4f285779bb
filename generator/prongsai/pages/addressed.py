"""Codes that a document names: their titles, and where they are."""

from dataclasses import dataclass
from decimal import Decimal

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import ScoreReference, Target
from prongsai.pages.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """A code with its year and title, and the document's own words."""

    code: str
    year: int
    part: str
    title: str
    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreView:
    """A quoted score; `baseline` when it was measured before the measure's year."""

    target: TargetView
    score: str
    baseline: bool


def target_view(
    context: Context, agency: AgencyContent, year: Year, target: Target
) -> TargetView:
    """Resolve the title of a target's code in its year, and where it is."""
    reference_year = (
        target.code.year if target.code and target.code.year else year.fiscal_year
    )
    code = target.code.code if target.code else ""
    words = target.wording or target.text or ""
    scored = agency.year(reference_year)
    address = ""
    if scored and scored.scores and _has_score(scored, code, target.part):
        page = context.addresses.part(agency.slug, reference_year, "scores")
        address = f"{page}#{anchor(code, target.part)}"
    title = title_of(context, reference_year, code)
    return TargetView(
        code=code,
        year=reference_year,
        part=str(target.part or ""),
        title=title,
        words=words if words != title else "",
        address=address,
    )


def anchor(code: str, part: object = None) -> str:
    """Return the anchor of a score on the scores page: `e4-public`, `i-9-1`."""
    name = code.lower().replace(".", "-")
    name = f"i-{name}" if name[:1].isdigit() else name
    return f"{name}-{part}" if part else name


def _has_score(year: Year, code: str, part: object) -> bool:
    if year.scores is None:
        return False
    scores = year.scores.value
    if any(q.code == code and q.part == part for q in scores.questions):
        return True
    lines = (*scores.indicators, *scores.sub_indicators, *scores.items)
    return any(line.code == code for line in (*lines, *scores.instruments))


def title_of(context: Context, year: int, code: str) -> str:
    """Return the catalogue's title of a code in a fiscal year, or an empty string."""
    return context.titles[year].get(code, "")


def score_view(
    context: Context, agency: AgencyContent, year: Year, reference: ScoreReference
) -> ScoreView:
    """Resolve a quoted score and whether it is a baseline."""
    target = Target(code=reference.code, part=reference.part, wording=reference.wording)
    view = target_view(context, agency, year, target)
    score = reference.score
    scored = agency.year(view.year)
    if score is None and scored and scored.scores:
        values = scored.scores.value
        found: dict[str, Decimal | None] = {q.code: q.score for q in values.questions}
        found |= {line.code: line.score for line in (*values.items, *values.indicators)}
        score = found.get(view.code)
    return ScoreView(
        target=view,
        score=context.words.score(score),
        baseline=view.year < year.fiscal_year,
    )
