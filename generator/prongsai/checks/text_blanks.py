"""No blank is inside a Thai word.

What: a blank where Thai cannot have one: before a vowel or tone mark that belongs to
the letter before it, after a vowel that is written first (เ แ โ ใ ไ), after ั or ื; and
a short list of words that line wraps are known to have split (เทศ บาล).

Why: it comes from the line wraps of a document that was copied; a search for the word
does not find it.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: เทศบาลให้บริการสะดวก รวดเร็ว

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        explanation: เทศ บาลให้บริการสะดว กรวดเร็ว
"""

import re
from collections.abc import Iterator, Mapping

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._prose import own_texts
from prongsai.findings import Finding

CODES = ("text-blanks",)

_SPLIT = re.compile("[ก-ฮ][ะ-ฺเ-ๅ็-๎]* +[ะ-ฺๅ็-๎]|[เ-ไ] +[ก-ฮ]|[ก-ฮ][ัื][่-๋]? +[ก-ฮ]")
_KNOWN: Mapping[str, str] = {
    "E- Service": "E-Service",
    "ประ ชา": "ประชา",
    "ประ เมิน": "ประเมิน",
    "ประ สิทธิ": "ประสิทธิ",
    "สะดว กรวดเร็ว": "สะดวก รวดเร็ว",
    "เทศ บัญญัติ": "เทศบัญญัติ",
    "เทศ บาล": "เทศบาล",
}


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check every typed text."""
    for text in own_texts(assessed):
        fixes = [
            ((at, at + len(wrong)), right)
            for wrong, right in _KNOWN.items()
            if (at := text.value.find(wrong)) >= 0
        ]
        fixes += [
            (match.span(), match[0].replace(" ", ""))
            for match in _SPLIT.finditer(text.value)
        ]
        yield from text.findings("text-blanks", fixes)
