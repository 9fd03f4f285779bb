"""Keep together on a line: dates, years, names, figures with their units."""

import re
from functools import lru_cache

from markupsafe import Markup

from prongsai.model.measures import Round
from prongsai.pages.context import EvidenceView
from prongsai.pages.words import Words
from prongsai.site.escape import for_markdown


def unbroken(text: str) -> Markup:
    """Return `text` so that no line ends inside it."""
    return Markup('<span class="nb">{}</span>').format(text) if text else Markup()


def heading(words: Words, text: str, agency: str = "") -> Markup:
    """Encode a Markdown heading; the agency's name and the year stay whole."""
    parts = _names(words, agency).split(text)
    return Markup().join(
        Markup('<span class="nb">{}</span>').format(for_markdown(words.number(part)))
        if index % 2
        else _between(words.number(part))
        for index, part in enumerate(parts)
    )


@lru_cache(maxsize=64)
def _names(words: Words, agency: str) -> re.Pattern[str]:
    year = re.escape(words("fiscal-year", year="YEAR")).replace("YEAR", "[0-9]{4}")
    rounds = (words(f"Round.{name.value}") for name in Round)
    whole = [year, *map(re.escape, rounds), *([re.escape(agency)] if agency else [])]
    return re.compile(f"({'|'.join(whole)})")


def _between(text: str) -> Markup:
    """Encode a part of a heading with the blanks at its ends."""
    before, after = text[:1].isspace(), text[1:] and text[-1:].isspace()
    blank = Markup(" ")
    return (blank if before else "") + for_markdown(text) + (blank if after else "")


def evidence_meta(words: Words, view: EvidenceView, year: int = 0) -> Markup:
    """Describe a document: `PDF · 63 KB · ลงวันที่ 1 ตุลาคม 2567`.

    Its fiscal year is left out where it is the `year` of the page.
    """
    parts = []
    if view.external:
        parts.append(words("on-main-website"))
    else:
        parts += [view.kind, words.size(view.size)]
    if view.pages:
        parts.append(words("page-count", count=view.pages))
    if view.evidence.date:
        parts.append(words("dated-on", date=words.date(view.evidence.date)))
    if view.evidence.year and view.evidence.year != year:
        parts.append(words("fiscal-year", year=view.evidence.year))
    return Markup(" · ").join(unbroken(words.number(part)) for part in parts if part)
