"""`agency.yml`: who the agency is and how the public reaches it."""

from collections.abc import Iterator
from enum import StrEnum

from prongsai.model.fields import Date, FilePath, Flag, HexColour, Id, Record, Text, Url
from prongsai.model.source import Source


class AgencyKind(StrEnum):
    """Kinds of agencies that the assessment distinguishes."""

    CITY_MUNICIPALITY = "city-municipality"
    TOWN_MUNICIPALITY = "town-municipality"
    SUBDISTRICT_MUNICIPALITY = "subdistrict-municipality"
    SUBDISTRICT_ORGANISATION = "subdistrict-organisation"
    PROVINCIAL_ORGANISATION = "provincial-organisation"
    SPECIAL_LOCAL = "special-local"
    PROVINCE = "province"
    CENTRAL = "central"
    UNIVERSITY = "university"
    OTHER = "other"


class ContactKind(StrEnum):
    """How a contact reaches the agency."""

    ADDRESS = "address"
    PHONE = "phone"
    FAX = "fax"
    EMAIL = "email"
    LINE = "line"
    FACEBOOK = "facebook"
    MAP = "map"
    HOURS = "hours"
    OTHER = "other"


class Contact(Record):
    """One way to reach the agency."""

    kind: ContactKind
    text: Text
    url: Url | None = None


class ComplaintChannel(Record):
    """Where to complain; `corruption` marks the separate channel for corruption."""

    title: Text
    text: Text | None = None
    url: Url | None = None
    phone: Text | None = None
    corruption: Flag = False


class Unit(Record):
    """A division (กอง) or a section (งาน) below its `parent`."""

    id: Id
    name: Text
    parent: Id | None = None


class Executive(Record):
    """A post of the executive; the name is public only if the agency puts it here.

    `picture` is a file below the agency's own `files/`.
    """

    id: Id
    post: Text
    name: Text | None = None
    phone: Text | None = None
    picture: FilePath | None = None
    term_from: Date | None = None
    term_to: Date | None = None


class Agency(Record):
    """One agency. `example` is made up; `demonstration` real data, not its own site.

    `seal` is a picture below the agency's own `files/`, `colour` the accent of its
    pages. `near_words` are lines like `อีเซอร์วิส = E-Service` for the search.
    """

    name: Text
    short_name: Text | None = None
    seal: FilePath | None = None
    colour: HexColour | None = None
    kind: AgencyKind
    district: Text | None = None
    district_as_printed: Text | None = None
    province: Text
    website: Url | None = None
    near_words: tuple[Text, ...] = ()
    example: Flag = False
    demonstration: Flag = False
    note: Text | None = None
    source: Source | None = None
    contacts: tuple[Contact, ...] = ()
    complaint_channels: tuple[ComplaintChannel, ...] = ()
    units: tuple[Unit, ...] = ()
    executives: tuple[Executive, ...] = ()


def words_of_one_meaning(line: str) -> tuple[str, ...]:
    """Return the words between the equals signs of a line of near words."""
    return tuple(word.strip() for word in line.split("=") if word.strip())


def named_pictures(agency: Agency) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path in `agency.yml` and the name of every picture that it names."""
    if agency.seal:
        yield ("seal",), agency.seal
    for index, one in enumerate(agency.executives):
        if one.picture:
            yield ("executives", index, "picture"), one.picture
