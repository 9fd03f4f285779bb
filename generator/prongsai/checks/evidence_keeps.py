"""A file of evidence keeps nothing but what it shows.

What: the public files hold no metadata that names a person, comments, tracked changes,
earlier versions, files inside or positions of pictures (hints).

Why: whoever opens the file can read them: who wrote it, what was deleted, where the
picture was taken.

Whose rule: project.

Passing example:

    # files/แผน.pdf
    a PDF without notes, with no author in its properties

Failing example:

    # files/แผน.docx
    a document with comments and tracked changes
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import documents
from prongsai.findings import PROJECT, Finding
from prongsai.storage.attachments import Trace

CODES = tuple(f"evidence-keeps-{trace}" for trace in sorted(Trace))


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield each thing that a public file keeps."""
    for document in documents(assessed):
        facts = document.attachment.facts if document.attachment else None
        if facts is None or not document.public:
            continue
        for trace in facts.traces:
            yield document.finding(
                f"evidence-keeps-{trace}", "file", PROJECT, file=document.evidence.file
            )
