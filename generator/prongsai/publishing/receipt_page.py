"""A receipt as a page to print and file, and as lines for the terminal."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby

from prongsai import messages
from prongsai.publishing.judging import LOST, Result, Seen, Why
from prongsai.publishing.receipt import Receipt
from prongsai.site.internal_pages import internal_page
from prongsai.thai.dates import format_iso, format_long

CERTIFICATE_DAYS = 21
"""A certificate that ends earlier is worth a word."""

_PUBLISHED_AGAIN = LOST | {Seen.NOT_YET, Seen.DIFFERS, Seen.LISTED}
"""What another publish corrects."""

_SHOWN = 5
"""Addresses of one kind of failure that the terminal names."""


def as_html(receipt: Receipt, language: str, *, as_built: bool = True) -> bytes:
    """Write one self-contained page of A4.

    Args:
        receipt: what was proven.
        language: of the page.
        as_built: whether what is built here should be online; after an undo no advice
            brings it back.
    """
    when = f"{_date(receipt.when.date(), language)} {receipt.when:%H:%M}"
    wrong = [
        (one, sentence(receipt, one, language, as_built=as_built))
        for one in receipt.wrong
    ]
    page = internal_page(
        "receipt",
        language,
        "proof",
        receipt=receipt,
        when=when,
        wrong=wrong,
        kinds=[(why, *_counts(receipt, why)) for why in Why],
        certificate=certificate(receipt, language),
    )
    return page.encode()


def _date(day: datetime.date, language: str) -> str:
    return format_long(day) if language == "th" else format_iso(day)


def _counts(receipt: Receipt, why: Why) -> tuple[int, int]:
    of_kind = [one for one in receipt.results if one.why is why]
    return sum(one.proven for one in of_kind), len(of_kind)


def sentence(
    receipt: Receipt, result: Result, language: str, *, as_built: bool = True
) -> str:
    """Return what is wrong with an address and what to do."""
    address = f"{receipt.site_url}{result.address}"
    facts = {"address": address, "detail": in_words(result.detail, language)}
    said = messages.text("proof", f"seen-{result.seen}", language, **facts)
    if result.seen not in _PUBLISHED_AGAIN:
        return said
    key = f"do-{result.seen}" if as_built else "do-not-as-built"
    return f"{said} {messages.text('proof', key, language)}"


def in_words(story: str, language: str) -> str:
    """Return how it went; what is no number at its end is said in words."""
    *way, end = story.split(" → ")
    said = (
        end
        if end.isdigit() or not end
        else messages.text("proof", f"end-{end}", language)
    )
    return " → ".join([*way, said])


def certificate(receipt: Receipt, language: str) -> str:
    """Return until when the certificate is good; empty where there is none."""
    if receipt.certificate is None:
        return ""
    days = (receipt.certificate - receipt.when.date()).days
    key = "certificate-ends" if days < CERTIFICATE_DAYS else "certificate"
    date = _date(receipt.certificate, language)
    return messages.text("proof", key, language, date=date, days=days)


def lines(receipt: Receipt, language: str, *, as_built: bool = True) -> Iterator[str]:
    """Yield what is wrong, a few addresses of each kind."""
    order = sorted(receipt.wrong, key=lambda one: (not one.lost, one.seen, one.address))
    for _, same in groupby(order, key=lambda one: one.seen):
        yield from _some(receipt, tuple(same), language, as_built=as_built)
    if said := certificate(receipt, language):
        yield said


def _some(
    receipt: Receipt, same: Sequence[Result], language: str, *, as_built: bool
) -> Iterator[str]:
    for one in same[:_SHOWN]:
        yield sentence(receipt, one, language, as_built=as_built)
    if more := len(same[_SHOWN:]):
        yield messages.text("proof", "more", language, count=more)
