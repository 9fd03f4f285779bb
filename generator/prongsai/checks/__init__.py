"""The rules: one module a rule, its docstring is its published documentation.

A module `checks/<name>.py` (`_` for `-`) has `CODES`, the codes of the findings it can
yield (each has its severity in `prongsai.severities`), and the generator `check`. It is
registered below. Everything else follows: `docs/checks.md` (`prongsai checks --write`),
the tests of its examples in `tests/checks/<name>/{ok,bad}/` and the proof that nothing
was forgotten. No rule reads two agencies: what is compared across agencies is in their
`AgencyFacts`, and `check_site` of a rule compares it.

The docstring has a fixed form, from which `_documentation.py` makes the page:

    One sentence that says what is looked at.

    What: which field, which limit.

    Why: what it costs.

    Whose rule: authority; document, page, year.

    Passing example:

        # 2568/measures.yml
        measures: …

    Failing example:

        # 2568/measures.yml
        measures: …

An example that begins with the path of a file (from the agency's folder) is run by the
tests over the small agency in `tests/checks/_base`.
"""

from collections.abc import Mapping

from prongsai.assessment.agency_facts import SiteCheck
from prongsai.assessment.assessed_year import AgencyCheck, AssessedYear, YearCheck
from prongsai.checks import (
    agency_look,
    baseline_as_effect,
    calendar_steps,
    code_repeated,
    code_title,
    component_missing,
    components_unknown,
    confirmation,
    dates,
    evidence_file,
    evidence_hidden,
    evidence_keeps,
    evidence_link,
    evidence_pointer,
    evidence_published,
    evidence_table,
    evidence_title,
    evidence_unused,
    evidence_year,
    item_empty,
    measures_analysis,
    measures_answer_analysis,
    measures_complete,
    measures_topics,
    near_words,
    personal_data,
    provisional_year,
    report_dates,
    report_results,
    scores_arithmetic,
    scores_heading,
    scores_level,
    survey,
    text_blanks,
    text_decomposed,
    text_repeated,
    wording,
)

YEAR_CHECKS: Mapping[str, YearCheck] = {
    "baseline-as-effect": baseline_as_effect.check,
    "calendar-steps": calendar_steps.check,
    "code-repeated": code_repeated.check,
    "code-title": code_title.check,
    "component-missing": component_missing.check,
    "components-unknown": components_unknown.check,
    "confirmation": confirmation.check,
    "dates": dates.check,
    "evidence-file": evidence_file.check,
    "evidence-hidden": evidence_hidden.check,
    "evidence-keeps": evidence_keeps.check,
    "evidence-link": evidence_link.check,
    "evidence-pointer": evidence_pointer.check,
    "evidence-published": evidence_published.check,
    "evidence-table": evidence_table.check,
    "evidence-title": evidence_title.check,
    "evidence-unused": evidence_unused.check,
    "evidence-year": evidence_year.check,
    "item-empty": item_empty.check,
    "measures-analysis": measures_analysis.check,
    "measures-answer-analysis": measures_answer_analysis.check,
    "measures-complete": measures_complete.check,
    "measures-topics": measures_topics.check,
    "personal-data": personal_data.check,
    "provisional-year": provisional_year.check,
    "report-dates": report_dates.check,
    "report-results": report_results.check,
    "scores-arithmetic": scores_arithmetic.check,
    "scores-heading": scores_heading.check,
    "scores-level": scores_level.check,
    "survey": survey.check,
    "text-blanks": text_blanks.check,
    "text-decomposed": text_decomposed.check,
    "text-repeated": text_repeated.check,
    "wording": wording.check,
}
"""Called once for every agency and year."""

AGENCY_CHECKS: Mapping[str, AgencyCheck] = {
    "agency-look": agency_look.check,
    "near-words": near_words.check,
}
"""Called once for every agency."""

SITE_CHECKS: Mapping[str, SiteCheck] = {
    "personal-data": personal_data.check_site,
    "survey": survey.check_site,
}
"""Called once for the whole site: the parts of rules that concern it."""

RULES = tuple(sorted({*YEAR_CHECKS, *AGENCY_CHECKS, *SITE_CHECKS}))
"""The names of all rules."""

LASTING = frozenset(personal_data.CODES)
"""Codes that stay severe when their year is over, since it can be taken down any
time."""

__all__ = [
    "AGENCY_CHECKS",
    "LASTING",
    "RULES",
    "SITE_CHECKS",
    "YEAR_CHECKS",
    "AgencyCheck",
    "AssessedYear",
    "SiteCheck",
    "YearCheck",
]
