"""The site's own words in its language, with its digits."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from prongsai import messages
from prongsai.model.site import Digits, Language, Site
from prongsai.thai.dates import format_long, format_short
from prongsai.thai.digits import to_thai

ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_FREE_NUMBER = re.compile(
    r"(?<![A-Za-z0-9/@_.:#&=-])\d+(?:[.,]\d+)*(?![A-Za-z0-9/@_:])"
)

_KEPT_OR_SHOWN = re.compile(
    r"(?P<kept>\A---\n.*?\n---\n|<(script|style)\b.*?</\2>"
    r"|<a [^>]*href=\"(?:tel|mailto|https?):[^>]*>.*?</a>|<[^>]*>|\{#[^}]*\})"
    r"|(?P<shown>[^<{]+|\{)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words, dates and figures as this site writes them."""

    language: Language
    digits: Digits

    @classmethod
    def of(cls, site: Site) -> "Words":
        """Return the words of `site`."""
        return cls(language=site.language, digits=site.digits)

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return the words of `key` in the table `ui`."""
        return messages.text("ui", key, self.language, **facts)

    def heading(self, key: str) -> str:
        """Return what a field or a choice is called, with a capital letter."""
        return messages.capital(self(key))

    def number(self, text: str) -> str:
        """Write the numbers of a text in the site's digits; codes and links stay."""
        if self.digits is Digits.ARABIC:
            return text
        return _FREE_NUMBER.sub(lambda match: to_thai(match.group()), text)

    def numbers_of_page(self, text: str) -> str:
        """Write the numbers that a page shows in the site's digits.

        Front matter, attributes, anchors, links to other hosts, telephone numbers and
        scripts keep their digits.
        """
        if self.digits is Digits.ARABIC:
            return text
        return _KEPT_OR_SHOWN.sub(
            lambda match: match.group("kept") or self.number(match.group("shown")), text
        )

    def score(self, score: Decimal | None) -> str:
        """Write a score with two decimals, as official papers do; no digit is lost."""
        if score is None:
            return ""
        return f"{score:.2f}" if score == round(score, 2) else str(score)

    def date(self, date: datetime.date | None) -> str:
        """Write a date in full: `31 มีนาคม 2568` or `31 March 2025 (B.E. 2568)`."""
        if date is None:
            return ""
        if self.language is Language.THAI:
            return format_long(date)
        month = ENGLISH_MONTHS[date.month - 1]
        return f"{date.day} {month} {date.year} (B.E. {date.year + 543})"

    def short_date(self, date: datetime.date | None) -> str:
        """Write a date short: `31 มี.ค. 2568`."""
        if date is None:
            return ""
        return format_short(date) if self.language is Language.THAI else self.date(date)

    def size(self, size: int) -> str:
        """Write a file's size: `63 KB`, `1.2 MB`."""
        if size >= 1_000_000:
            return f"{size / 1_000_000:.1f} MB"
        return f"{max(1, round(size / 1000))} KB"
