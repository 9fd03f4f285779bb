"""Whose site this is: what the theme's header and foot say, and where they lead.

The site as a whole has one identity (in `nav.yml`); in a hub each page of an agency
has that of its agency, in its front matter. Texts are safe as raw HTML.
"""

import json
import re
from collections.abc import Iterator

from prongsai.loading.content import AgencyContent
from prongsai.model.agency import Contact, ContactKind
from prongsai.model.site import Mode
from prongsai.pages.addresses import SEARCH
from prongsai.pages.context import Context
from prongsai.pages.home import newest_year
from prongsai.pages.page import Link
from prongsai.pages.search import search_address
from prongsai.pages.survey import newest_survey
from prongsai.site.escape import for_front_matter, for_url
from prongsai.site.palette import style

Shown = dict[str, object]

_IN_THE_FOOT = (ContactKind.ADDRESS, ContactKind.PHONE, ContactKind.EMAIL)
_LONG = 30
"""Letters of a name from which on the header of a phone needs smaller ones."""


def of_site(context: Context) -> Shown:
    """Return what pages say that are of no agency of a hub."""
    site = context.content.site.value
    if site.mode is Mode.AGENCY and context.agencies:
        return of_agency(context, context.agencies[0])
    home = Link(title=context.words("home"), address="")
    title = context.words.number(site.title)
    return _shown(title, title, "", [home])


def of_agency(context: Context, agency: AgencyContent) -> Shown:
    """Return what the pages of an agency say."""
    about, home = agency.agency.value, context.addresses.agency(agency.slug)
    ways = list(_ways(context, agency, home))
    contacts = [
        {
            "kind": one.kind.value,
            "text": _raw(_digits(context, one)),
            "tel": re.sub(r"[^0-9+]", "", one.text),
        }
        for one in about.contacts
        if one.kind in _IN_THE_FOOT
    ]
    number = context.words.number
    short, whole = about.short_name or about.name, about.name
    known = _shown(number(short), number(whole), home, ways)
    website = {"website": str(for_url(about.website))} if about.website else {}
    search = search_address(context, agency)
    website |= {"search": search} if search != SEARCH else {}
    more = website | _look(context, agency) | _survey(context, agency)
    return known | {"contacts": contacts} | more


def _survey(context: Context, agency: AgencyContent) -> Shown:
    """Return the call to the newest survey; the page's script knows the day."""
    newest = newest_survey(context, agency)
    if newest is None:
        return {}
    opens = newest.opens.isoformat() if newest.opens else ""
    known = {"page": newest.page, "opens": opens, "closes": newest.closes_iso}
    said = context.words.date(newest.closes)
    return {"survey": known | {"until": _raw(context.words.number(said))}}


def _look(context: Context, agency: AgencyContent) -> Shown:
    """Return seal and colours of an agency, where it has them."""
    seal, colour = (
        context.picture(agency, agency.agency.value.seal),
        agency.agency.value.colour,
    )
    found: Shown = {"seal": seal.address} if seal else {}
    return found | ({"style": style(colour)} if colour else {})


def _ways(context: Context, agency: AgencyContent, home: str) -> Iterator[Link]:
    """Yield the links that every page of an agency offers, if there is such a page."""
    words, addresses = context.words, context.addresses
    yield Link(title=words("home"), address=home)
    year = newest_year(agency)
    if year and year.catalogue:
        address = addresses.year(agency.slug, year.fiscal_year)
        yield Link(title=words("checklist-short"), address=address)
    scored = [y.fiscal_year for y in agency.years if y.scores and y.catalogue]
    if scored:
        address = addresses.part(agency.slug, scored[-1], "scores")
        yield Link(title=words("scores-short"), address=address)
    about = agency.agency.value
    if about.contacts or about.website:
        yield Link(title=words("contact-short"), address=f"{home}#contact")


def _digits(context: Context, contact: Contact) -> str:
    """Return a contact with the site's digits; numbers to dial keep theirs."""
    plain = contact.kind is ContactKind.ADDRESS
    return context.words.number(contact.text) if plain else contact.text


def _shown(name: str, full_name: str, home: str, ways: list[Link]) -> Shown:
    return {
        "name": _raw(name),
        "full_name": _raw(full_name),
        "long": len(name) > _LONG,
        "says_ita": "ITA" in name,
        "home": home or ".",
        "ways": [_way(way) for way in ways],
    }


def _way(way: Link) -> Shown:
    """Return a link; MkDocs takes an address that is only an anchor for this page's."""
    address, mark, anchor = way.address.partition("#")
    return {
        "title": _raw(way.title),
        "address": address or ".",
        "anchor": mark + anchor,
    }


def _raw(text: str) -> str:
    """Return a text that a template of MkDocs prints without escaping."""
    return str(json.loads(for_front_matter(text)))
