"""A year whose own list of items has not come yet works with that of an earlier year.

What: years whose items are carried over from the newest year that is known; items that
were entered under such a draft when the year's own list has come; a file of items that
does not say of which list its codes are while the list is a draft; folders of years
that begin more than a year from today.

Why: the list comes months after the year has begun. What is entered until then must not
be lost, and no address that rests on a draft may be sent to the assessor.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items: [{code: O1}]

Failing example:

    # 2568/disclosures.yml
    codes_of: 2567
    items: [{code: O1}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Content, Loaded
from prongsai.model.catalogue import Catalogue
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.thai.dates import fiscal_year

CODES = (
    "answers-unsettled",
    "item-unsettled",
    "list-has-come",
    "list-not-said",
    "list-not-whole",
    "provisional-year",
    "year-far-ahead",
)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield what a draft means for the year, once.

    A list of the agency's own that cannot be read is an error of its own: that there is
    no list would be false.
    """
    year, rules = assessed.year, assessed.rules
    loaded = year.disclosures or year.measures or year.survey or year.scores
    if loaded is None or rules is None:
        return
    if year.fiscal_year > fiscal_year(assessed.today) + 1:
        yield _finding(loaded, "year-far-ahead")
    if "catalogue" not in year.broken:
        yield from _draft(assessed, loaded, rules)
    if year.disclosures:
        yield from _unsettled(year.disclosures)


def _draft(
    assessed: AssessedYear, loaded: Loaded[Record], rules: Catalogue
) -> Iterator[Finding]:
    year = assessed.year.fiscal_year
    now = assessed.content.catalogues.get(year, rules)
    if now.list_year != rules.list_year:
        yield _finding(
            loaded,
            "list-has-come",
            list_year=now.list_year,
            draft=rules.list_year,
            agency=assessed.agency.slug,
        )
    elif rules.provisional:
        yield _finding(loaded, "provisional-year", draft=rules.list_year)
        yield from _not_said(assessed, rules)
        yield from _not_whole(assessed.content, year)


def _not_said(assessed: AssessedYear, rules: Catalogue) -> Iterator[Finding]:
    loaded = assessed.year.disclosures
    if loaded and loaded.value.items and loaded.value.codes_of is None:
        facts = {"draft": rules.list_year, "agency": assessed.agency.slug}
        yield _finding(loaded, "list-not-said", **facts)


def _not_whole(content: Content, year: int) -> Iterator[Finding]:
    for local in content.local:
        titled = [item.code for item in local.value.items if item.title]
        if local.year == year and titled:
            yield local.finding(
                "list-not-whole",
                ("items",),
                "items",
                PROJECT,
                year=year,
                count=len(titled),
            )


def _unsettled(loaded: Loaded[Disclosures]) -> Iterator[Finding]:
    for index, left in enumerate(loaded.value.unsettled):
        if left.given_up:
            continue
        yield loaded.finding(
            "answers-unsettled" if left.only_answers else "item-unsettled",
            ("unsettled", index),
            left.was.code,
            PROJECT,
            item=left.was.code,
            title=left.title,
            count=len(left.was.components),
            choices=", ".join(left.may_be) or "–",
            agency=loaded.agency,
            year=loaded.year,
        )


def _finding(loaded: Loaded[Record], code: str, /, **facts: object) -> Finding:
    year = loaded.year
    return loaded.finding(code, (), "items", PROJECT, year=year, **facts)
