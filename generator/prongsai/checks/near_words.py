"""Each line of near words has two words or more, between equals signs.

What: the lines of `near_words` of an agency, by which the search finds pages that call
a thing otherwise.

Why: a line of one word, or words with another sign between them, changes nothing: the
search still does not find what the line is for.

Whose rule: project.

Passing example:

    # agency.yml, its near words
    near_words: [ค่าน้ำ = ค่าน้ำประปา]

Failing example:

    # agency.yml, its near words
    near_words: [ค่าน้ำ ค่าน้ำประปา]
"""

from collections.abc import Iterator

from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import AgencyContent
from prongsai.model.agency import words_of_one_meaning

CODES = ("near-words-alone",)


def check(agency: AgencyContent) -> Iterator[Finding]:
    """Check the lines of an agency."""
    loaded = agency.agency
    for index, line in enumerate(loaded.value.near_words):
        if len(words_of_one_meaning(line)) < 2:
            path = ("near_words", index)
            yield loaded.finding(
                "near-words-alone", path, agency.slug, PROJECT, line=line
            )
