"""The title of a piece of evidence says to a citizen what it is.

What: the title has Thai letters and is not the bare name of a file.

Why: titles are what people and assessors read on the checklist and what the search
finds; `Scan_0001.pdf` says nothing.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence:
          - id: o5-plan
            title: แผนพัฒนาท้องถิ่น (พ.ศ. 2566–2570)
            url: https://banrai.example.go.th/plan

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence:
          - id: o5-plan
            title: Scan_0001.pdf
            url: https://banrai.example.go.th/plan
"""

import posixpath
import re
from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import documents
from prongsai.findings import PROJECT, Finding
from prongsai.model.disclosures import Evidence
from prongsai.storage.attachments.kinds import ENDINGS, ending_of

CODES = ("title-is-file-name", "title-without-thai")

_THAI = re.compile("[ก-ฮ]")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check every title."""
    for document in documents(assessed):
        title = document.evidence.title
        if _is_file_name(document.evidence):
            code = "title-is-file-name"
        elif not _THAI.search(title):
            code = "title-without-thai"
        else:
            continue
        yield document.finding(code, "title", PROJECT)


def _is_file_name(evidence: Evidence) -> bool:
    """Return whether the title has a known ending, or repeats a file's Latin name."""
    if ending_of(evidence.title) in {*ENDINGS, "htm", "html"}:
        return True
    stem = posixpath.splitext(posixpath.basename(evidence.file or ""))[0]
    return stem == evidence.title and not _THAI.search(stem)
