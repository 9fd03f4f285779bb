"""The mistakes that several kinds of files can have."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prongsai.findings import Finding
from prongsai.loading.content import AgencyContent, Loaded, Year
from prongsai.model.fields import Record
from prongsai.model.leaves import repeated
from prongsai.yaml.reader import YamlPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What is wrong at a place of a file, before anything is made of it.

    A file may be wrong so often that most of its mistakes are only counted.
    """

    loaded: Loaded[Record]
    code: str
    path: YamlPath
    subject: str
    facts: Mapping[str, str | int]
    only_hint: bool = False

    @property
    def kind(self) -> tuple[str, str]:
        """What is counted together: the code, and the file."""
        return self.code, self.loaded.file

    def told(self) -> Finding:
        """Return the finding."""
        found = self.loaded.finding(
            self.code, self.path, self.subject, None, **self.facts
        )
        return found.as_hint() if self.only_hint else found


def error(
    loaded: Loaded[Record],
    code: str,
    path: YamlPath,
    subject: str = "",
    /,
    **facts: str | int,
) -> Mistake:
    """Make an error about the field at `path`."""
    return Mistake(loaded=loaded, code=code, path=path, subject=subject, facts=facts)


_LISTED = 40
"""So many names that can be typed instead are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Names that can be typed, made once for all places that may have another one.

    Attributes:
        listed: the first of them as a finding shows them; a dash where there is none.
    """

    names: frozenset[str]
    listed: str

    @classmethod
    def of(cls, names: Iterable[str | None]) -> "Known":
        """Return the names that there are."""
        every = frozenset(name for name in names if name)
        first = sorted(every)[:_LISTED]
        more = ["…"] if len(every) > _LISTED else []
        return cls(names=every, listed=", ".join([*first, *more]) or "–")

    def __contains__(self, name: str) -> bool:
        """Return whether it is one of them."""
        return name in self.names

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.names)


def unknown_evidence(
    loaded: Loaded[Record], name: str, path: YamlPath, subject: str, known: Known, /
) -> Mistake:
    """Report an id of evidence that does not exist; `known` are those that do."""
    if known:
        facts = {"value": name, "known": known.listed}
        return error(loaded, "unknown-evidence", path, subject, **facts)
    return error(loaded, "no-evidence", path, subject, value=name)


def duplicate_ids(
    loaded: Loaded[Record],
    places: Iterable[tuple[YamlPath, str | None]],
    subject: str = "",
) -> Iterator[Mistake]:
    """Find ids that came before; `places` are paths of records, with ids."""
    given = [(path, name) for path, name in places if name is not None]
    for at, name in repeated(name for _, name in given):
        path = (*given[at][0], "id")
        yield error(loaded, "duplicate-id", path, subject or name, id=name)


def each(
    path: YamlPath, things: Iterable[Record]
) -> Iterator[tuple[YamlPath, str | None]]:
    """Yield path and id of every record of a list."""
    for index, thing in enumerate(things):
        yield (*path, index), getattr(thing, "id", None)


def missing_file(
    loaded: Loaded[Record], name: str, path: YamlPath, of: Year | AgencyContent
) -> Iterator[Mistake]:
    """Find a file that is not below the `files/` of the year, or of the agency."""
    if name not in of.attachments:
        folder = loaded.file.rpartition("/")[0] + "/files/"
        yield error(loaded, "missing-file", path, name, file=name, folder=folder)
