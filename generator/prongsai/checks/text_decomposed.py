"""Thai letters are typed as one character where there is one.

What: ํ and า in place of ำ, two เ in place of แ, also with a tone mark between, in any
text.

Why: it looks the same, but no search finds it. It comes from copying out of a PDF.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: แผนการทำงานประจำปี

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: เเผนการทำงานประจํ\u0e32ปี
"""

import re
from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._prose import own_texts
from prongsai.findings import Finding

CODES = ("text-decomposed",)

_APART = re.compile("(?P<tone>[่-๋])?ํ(?P<after>[่-๋])?า|เเ")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check every typed text."""
    for text in own_texts(assessed):
        matches = _APART.finditer(text.value)
        fixes = [(match.span(), _whole(match)) for match in matches]
        yield from text.findings("text-decomposed", fixes)


def _whole(match: re.Match[str]) -> str:
    if match[0] == "เเ":
        return "แ"
    return f"{match['tone'] or match['after'] or ''}ำ"
