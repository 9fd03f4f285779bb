"""Only files of listed kinds reach the site, and nothing that a computer would run.

What: the ending of a public file is on the list (office, PDF, picture, CSV, text and
archive files: 7z, csv, doc, docx, gif, heic, jpeg, jpg, json, ods, odt, pdf, png, ppt,
pptx, rar, rtf, tif, tiff, txt, webp, xls, xlsx, zip); it has no macros, no script and
no program inside; its name, and the id that becomes its address, can be written on
every computer. For internal evidence it is a hint.

Why: a page, a drawing or a program among the documents runs on the agency's own domain,
or on the computer of a citizen who opens it.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence: []

Failing example:

    # 2568/disclosures.yml names file: แผน.html
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import CheckedDocument, documents
from prongsai.findings import PROJECT, Finding
from prongsai.storage.attachments.kinds import POINTERS, ending_of, may_be_published
from prongsai.storage.portable_names import is_portable

CODES = (
    "evidence-macro",
    "evidence-name",
    "evidence-not-listed",
    "evidence-program",
    "evidence-script",
)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Look at every file of evidence, at its name first."""
    for document in documents(assessed):
        if document.evidence.file:
            yield from _name(document, document.evidence.file)
            yield from _content(document, document.evidence.file)


def _name(document: CheckedDocument, name: str) -> Iterator[Finding]:
    ending = ending_of(name)
    if not is_portable(name):
        yield document.stops_publication("evidence-name", "file", PROJECT, file=name)
    elif not is_portable(document.evidence.id):
        file = document.evidence.id
        yield document.stops_publication("evidence-name", "id", PROJECT, file=file)
    elif not may_be_published(name) and ending not in POINTERS:
        yield document.stops_publication(
            "evidence-not-listed", "file", PROJECT, file=name, ending=ending or "–"
        )


def _content(document: CheckedDocument, name: str) -> Iterator[Finding]:
    facts = document.attachment.facts if document.attachment else None
    if facts is None:
        return
    if facts.runs:
        yield document.stops_publication(
            f"evidence-{facts.runs}", "file", PROJECT, file=name
        )
