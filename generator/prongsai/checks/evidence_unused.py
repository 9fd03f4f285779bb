"""Every file that was put into `files/` is shown somewhere.

What: each file in the `files/` of a year is named by a piece of evidence, by a signed
document or by another field of that year. One finding lists those that are not.

Why: the site does not publish a file that nothing names, and who put it there believes
that it is online.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml names every file of 2568/files

Failing example:

    # 2568/files has a PDF that no item names
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import PROJECT, Finding

CODES = ("evidence-unused",)

_MOST = 5


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield one finding for the files that nothing of the year names."""
    year = assessed.year
    held = [year.disclosures, year.measures, year.survey, year.scores]
    named = {
        str(value)
        for loaded in held
        if loaded is not None
        for _, value in loaded.leaves
    }
    unused = sorted(name for name in year.attachments if name not in named)
    first = next((loaded for loaded in held if loaded is not None), None)
    if unused and first is not None:
        yield first.finding(
            "evidence-unused",
            (),
            "",
            PROJECT,
            count=len(unused),
            names=", ".join(unused[:_MOST]),
        )
