"""No phrase is there twice in a row.

What: four Thai letters or more that are repeated directly (เผยแพร่เผยแพร่) in any text.
ที่ที่ is usually right and too short to count; นักเรียนเรียน, เพื่อเพื่อน and their like
are right; text in quotes “…” is somebody else's.

Why: it looks careless, and a search for the right words may miss it.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: เจ้าหน้าที่ที่รับผิดชอบเผยแพร่แผนแล้ว

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: เจ้าหน้าที่เผยแพร่เผยแพร่แผนแล้ว
"""

import re
from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._prose import own_texts
from prongsai.findings import Finding

CODES = ("text-repeated",)

_SIGN = "ะ-ฺๅ็-๎"
_REPEATED = re.compile(
    rf"(?P<phrase>[ก-ฮเ-ไ][ก-ฮะ-ฺเ-ๅ็-๎]{{3,}}?)(?P=phrase)(?![{_SIGN}])"
)
_MEANT_BEFORE = ("ผู้", "ผู้ให้", "นัก", "โรง", "ร้อง", "งบ", "การ", "ความ")
"""With these the first of the two is part of another word: นักเรียน เรียน."""
_MEANT = ("เพื่อเพื่อน",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check every typed text."""
    for text in own_texts(assessed):
        fixes = [
            (match.span(), match["phrase"])
            for match in _REPEATED.finditer(text.value)
            if not _is_meant(text.value, match.start())
        ]
        yield from text.findings("text-repeated", fixes)


def _is_meant(text: str, start: int) -> bool:
    """Return whether it is right, or quoted as it was printed."""
    before = text[:start]
    quoted = before.count("“") > before.count("”")
    return quoted or before.endswith(_MEANT_BEFORE) or text.startswith(_MEANT, start)
