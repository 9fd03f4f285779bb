"""What was only declared is confirmed by a post, and what changed is confirmed again.

What: components that are mapped to words or evidence and are not confirmed are counted
in one hint a year. A `confirmed` whose hash no longer fits is reported by itself.

Why: mapping evidence is no proof that somebody opened it and saw the component; what
changed after the look was never looked at.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items: [{code: O5}]

Failing example:

    # 2568/disclosures.yml
    items: [{code: O1, components: [{id: o1-chart, text: แผนผังอยู่ในหน้านี้}]}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.confirmation import is_current
from prongsai.assessment.states import declared, year_states
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import Loaded
from prongsai.model.disclosures import Confirmed, Disclosures
from prongsai.thai.dates import format_iso
from prongsai.yaml.reader import YamlPath

CODES = ("confirmation-outdated", "not-confirmed")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield outdated confirmations, and one hint that counts what has none."""
    loaded = assessed.year.disclosures
    if loaded is None:
        return
    for path, subject, confirmed in _outdated(assessed, loaded):
        yield loaded.finding(
            "confirmation-outdated",
            path,
            subject,
            PROJECT,
            target=subject,
            post=confirmed.by,
            date=format_iso(confirmed.on),
            agency=assessed.agency.slug,
            year=loaded.year,
        )
    waiting = list(declared(year_states(assessed)))
    if waiting:
        items = list(dict.fromkeys(item.code for item, _ in waiting))
        yield loaded.finding(
            "not-confirmed",
            ("items",),
            "items",
            PROJECT,
            count=len(waiting),
            items=", ".join(items),
            first=items[0],
            agency=assessed.agency.slug,
            year=loaded.year,
        )


def _outdated(
    assessed: AssessedYear, loaded: Loaded[Disclosures]
) -> Iterator[tuple[YamlPath, str, Confirmed]]:
    files = assessed.year.attachments
    for index, item in enumerate(loaded.value.items):
        here: YamlPath = ("items", index)
        if item.confirmed and not is_current(item, None, files):
            yield (*here, "confirmed"), item.code, item.confirmed
        for at, component in enumerate(item.components):
            if component.confirmed and not is_current(item, component, files):
                path = (*here, "components", at, "confirmed")
                yield path, f"{item.code}.{component.id}", component.confirmed
