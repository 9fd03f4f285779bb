"""The agency's own pages at the desk: what each has, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prongsai.model.agency import (
    Agency,
    AgencyKind,
    ComplaintChannel,
    Contact,
    ContactKind,
    Executive,
    Unit,
)
from prongsai.model.catalogue import Role
from prongsai.model.fields import Record
from prongsai.model.site import Digits, Site


class Shape(StrEnum):
    """How a field is typed."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    TICK = "tick"
    CHOICE = "choice"
    UNIT = "unit"
    COLOUR = "colour"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field of a form.

    Attributes:
        name: of the field in the model.
        shape: how it is typed.
        needed: whether it cannot be empty.
        choices: what a choice offers.
        example: whether the words of the desk have an example for it.
    """

    name: str
    shape: Shape = Shape.LINE
    needed: bool = False
    choices: type[StrEnum] | None = None
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page: the fields of a record, or a list of records.

    Attributes:
        name: in addresses and in the words of the desk.
        model: the record.
        cells: its fields.
        rows: the list in `agency.yml`, none where the page is about the file itself.
        stem: how ids of new entries begin, none where they have none.
        role: the item of the year that shows this data to the public.
    """

    name: str
    model: type[Record]
    cells: tuple[Cell, ...]
    rows: str = ""
    stem: str = ""
    role: Role | None = None

    @property
    def whole(self) -> type[Record]:
        """Return the record of the whole file."""
        return Site if self.model is Site else Agency

    @property
    def naming(self) -> str:
        """Return the field that an entry is called by."""
        return next(one.name for one in self.cells if one.name != "kind")


PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(
            name="about",
            model=Agency,
            cells=(
                Cell(name="name", needed=True),
                Cell(name="short_name", example=True),
                Cell(name="kind", shape=Shape.CHOICE, needed=True, choices=AgencyKind),
                Cell(name="district"),
                Cell(name="province", needed=True),
                Cell(name="website", example=True),
            ),
        ),
        Part(
            name="look",
            model=Agency,
            cells=(
                Cell(name="seal", shape=Shape.PICTURE, example=True),
                Cell(name="colour", shape=Shape.COLOUR, example=True),
            ),
        ),
        Part(
            name="units",
            model=Unit,
            rows="units",
            stem="unit",
            role=Role.UNITS,
            cells=(
                Cell(name="name", needed=True, example=True),
                Cell(name="parent", shape=Shape.UNIT),
            ),
        ),
        Part(
            name="executives",
            model=Executive,
            rows="executives",
            stem="post",
            role=Role.EXECUTIVES,
            cells=(
                Cell(name="post", needed=True, example=True),
                Cell(name="name"),
                Cell(name="phone", example=True),
                Cell(name="picture", shape=Shape.PICTURE, example=True),
                Cell(name="term_from", shape=Shape.DAY),
                Cell(name="term_to", shape=Shape.DAY),
            ),
        ),
        Part(
            name="contacts",
            model=Contact,
            rows="contacts",
            role=Role.CONTACTS,
            cells=(
                Cell(name="kind", shape=Shape.CHOICE, needed=True, choices=ContactKind),
                Cell(name="text", shape=Shape.LONG, needed=True),
                Cell(name="url", example=True),
            ),
        ),
        Part(
            name="complaints",
            model=ComplaintChannel,
            rows="complaint_channels",
            role=Role.COMPLAINTS,
            cells=(
                Cell(name="title", needed=True, example=True),
                Cell(name="text", shape=Shape.LONG),
                Cell(name="url"),
                Cell(name="phone"),
                Cell(name="corruption", shape=Shape.TICK),
            ),
        ),
        Part(
            name="site",
            model=Site,
            cells=(
                Cell(name="title", needed=True),
                Cell(name="description", shape=Shape.LONG),
                Cell(name="site_url", example=True),
                Cell(name="digits", shape=Shape.CHOICE, choices=Digits),
            ),
        ),
    )
}
"""Every page by its name, in the order of its links."""
