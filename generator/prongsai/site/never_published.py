"""What the content has that the site must not show; the verifier searches for it.

Short or public words prove nothing, so a text counts only from a length at which it is
unique, and if nothing public of the agency contains it.
"""

import datetime
from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.disclosures import Disclosure
from prongsai.model.leaves import leaves
from prongsai.pages.context import Context
from prongsai.site.verify.site import Withheld

SHORTEST = 24
"""The least number of letters of a text that is searched for."""

_INTERNAL = {"owner": None, "due": None, "assessor": None, "confirmed": None}


def withheld(context: Context) -> Withheld:
    """Gather texts, files and addresses of all that is internal."""
    texts: list[tuple[str, str]] = []
    files: list[tuple[int, str]] = []
    addresses: list[str] = []
    shown = {file.sha256 for file in context.files()}
    for agency in context.agencies:
        public = _public_words(context, agency)
        home = context.addresses.agency(agency.slug)
        for year, item in _items(agency):
            page = context.addresses.item(agency.slug, year.fiscal_year, item.code)
            texts += [
                (text, home)
                for text in _internal_words(item)
                if len(text) >= SHORTEST and text not in public
            ]
            texts += [
                (text, page) for text in _days(context, item.due) if text not in public
            ]
            if not item.public:
                addresses.append(page)
                files += [file for file in _files(year, item) if file[1] not in shown]
    return Withheld(texts=tuple(texts), files=tuple(files), addresses=tuple(addresses))


def _items(agency: AgencyContent) -> Iterator[tuple[Year, Disclosure]]:
    for year in agency.years:
        for item in year.disclosures.value.items if year.disclosures else ():
            yield year, item


def _internal_words(item: Disclosure) -> Iterator[str]:
    if item.assessor is not None:
        yield from (item.assessor.comment or "", item.assessor.reply or "")
    if not item.public:
        for _, value in leaves(item.model_copy(update=_INTERNAL)):
            if isinstance(value, str):
                yield value


def _days(context: Context, day: datetime.date | None) -> Iterator[str]:
    if day is not None:
        yield context.words.date(day)
        yield context.words.short_date(day)
        yield day.isoformat()


def _public_words(context: Context, agency: AgencyContent) -> str:
    """Return all that may be on the agency's pages, as one text."""
    records: list[object] = [agency.agency.value, context.content.site.value]
    for year in agency.years:
        loaded = (year.scores, year.measures, year.survey)
        records += [one.value for one in loaded if one is not None]
        records += [year.catalogue] if year.catalogue else []
    records += [
        item.model_copy(update=_INTERNAL) for _, item in _items(agency) if item.public
    ]
    words: list[str] = []
    for _, value in (leaf for record in records for leaf in leaves(record)):
        if isinstance(value, datetime.date):
            words += _days(context, value)
        else:
            words.append(str(value))
    return "\n".join(words)


def _files(year: Year, item: Disclosure) -> Iterator[tuple[int, str]]:
    for evidence in item.evidence:
        attachment = year.attachments.get(evidence.file or "")
        if attachment is not None:
            yield attachment.size, attachment.sha256
