"""A piece of evidence is the document itself, not a pointer to it.

What: no file of evidence is a shortcut of Windows, macOS or Linux (`.url`, `.lnk`,
`.webloc`, `.desktop`) or a placeholder of an online drive (`.gdoc`, `.gsheet`,
`.gslides`, `.gdraw`, `.gform`, `.gmap`, `.gsite`).

Why: it opens at the officer's desk only. The assessor sees nothing, and a placeholder
shows the officer's address.

Whose rule: adapted; Royal Thai Police, OIT 2569: open to everybody without limits.

Passing example:

    # files/แผนปฏิบัติการ.pdf
    the plan itself

Failing example:

    # files/แผนปฏิบัติการ.url
    [InternetShortcut]
    URL=file:///C:/Users/officer/Documents/plan.pdf
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import OPEN_ACCESS, documents
from prongsai.findings import Finding
from prongsai.storage.attachments.kinds import POINTERS, ending_of

CODES = ("evidence-pointer",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield each file of evidence that only points to a document."""
    for document in documents(assessed):
        name = document.evidence.file or ""
        if ending_of(name) in POINTERS:
            yield document.stops_publication(
                "evidence-pointer",
                "file",
                OPEN_ACCESS,
                file=name,
                ending=ending_of(name),
            )
