"""What people call the things that the files name by an id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pydantic import BaseModel

from prongsai import messages
from prongsai.comparing.difference import Difference
from prongsai.comparing.words import Told, label
from prongsai.loading.content import AgencyContent
from prongsai.model.disclosures import ComponentDisclosure

_MOST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Titles of an agency's things before and after.

    Attributes:
        names: by id: components, documents, measures, their steps, and the like.
        units: ids of units.
        files: the title of the document, with its item, by the path of the file.
    """

    names: Mapping[str, str]
    units: tuple[str, ...]
    files: Mapping[str, str]

    @classmethod
    def of(cls, own: Difference, slug: str) -> "Called":
        """Gather them from both sides of a difference, the newer ones first."""
        names: dict[str, str] = {}
        files: dict[str, str] = {}
        for side in (own.base, own.head):
            for agency in side.content.agencies:
                if agency.slug == slug:
                    names |= dict(_names(agency))
                    files |= dict(_files(agency))
        return cls(names=names, units=tuple(own.units(slug)), files=files)

    def told(self, one: Told) -> Told:
        """Return a change with titles instead of ids."""
        return replace(
            one,
            where=" › ".join(map(self._step, one.where.split(" › "))),
            before=self._value(one.before),
            after=self._value(one.after),
            details=tuple(
                (label, self._value(value))
                for label, value in one.details
                if not value.startswith("sha256-")
            ),
        )

    def _step(self, step: str) -> str:
        noun, _, last = step.rpartition(" ")
        if last in self.names:
            return f"{noun} “{self.names[last]}”"
        code, _, part = last.partition(":")
        if part not in {"public", "survey"}:
            return step
        return f"{noun} {code} ({messages.label(f'Part.{part}', 'th')})"

    def _value(self, value: str) -> str:
        for unit in self.units:
            value = value.removesuffix(f" ({unit})")
        return self.names.get(value, value)


def _names(agency: AgencyContent) -> Iterator[tuple[str, str]]:
    for year in agency.years:
        for item in year.catalogue.items if year.catalogue else ():
            yield from ((one.id, _short(one.text)) for one in item.components)
        for loaded in (year.disclosures, year.measures):
            yield from _named(loaded.value if loaded else None)


def _named(value: object) -> Iterator[tuple[str, str]]:
    """Yield the id of each record at any depth, with what it is called."""
    if isinstance(value, tuple):
        for one in value:
            yield from _named(one)
    elif isinstance(value, BaseModel):
        own = getattr(value, "id", None)
        words = label(value).strip("“”")
        if own and own != words and not isinstance(value, ComponentDisclosure):
            yield own, words
        for name in type(value).model_fields:
            yield from _named(getattr(value, name))


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _files(agency: AgencyContent) -> Iterator[tuple[str, str]]:
    for year in agency.years:
        file = year.disclosures
        for item in file.value.items if file else ():
            for one in item.evidence:
                found = year.attachments.get(one.file or "")
                if found is not None:
                    yield found.path, f"{item.code} {one.title}"
