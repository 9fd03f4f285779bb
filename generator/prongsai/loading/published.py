"""The record of published addresses: one file, or in a hub one more for each agency.

`content/published.yml` has the addresses of the site as a whole, and those of all
agencies where nothing was carried over; `content/published/<agency>.yml` those of an
agency. They are one record: whatever is in any of the files is held.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prongsai.findings import Place
from prongsai.loading.content import Loaded
from prongsai.model.site import Published
from prongsai.yaml.reader import Marks, YamlPath

FILE = "content/published.yml"
FOLDER = "content/published"


def file_of(agency: str) -> str:
    """Return the file of an agency of a hub; without one that of the site."""
    return f"{FOLDER}/{agency}.yml" if agency else FILE


def is_record(path: str) -> bool:
    """Return whether a file is one of the record."""
    return path == FILE or path.startswith(f"{FOLDER}/")


def record_files(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files of the record, that of the site as a whole first."""
    found = [path for path in paths if is_record(path)]
    return iter(sorted(found, key=lambda path: (path != FILE, path)))


def together(parts: Sequence[Loaded[Published]]) -> Loaded[Published] | None:
    """Return the whole record; findings are placed in the file that has the entry."""
    if len(parts) < 2:
        return next(iter(parts), None)
    value = Published(
        addresses=tuple(one for part in parts for one in part.value.addresses),
        redirects=tuple(one for part in parts for one in part.value.redirects),
    )
    return Loaded(value=value, marks=_Together.of(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Together(Marks):
    """Places of the nodes of several files, as if their lists were one.

    `begins` are, for each list, the places in it where the files' own begin.
    """

    marks: tuple[Marks, ...]
    begins: dict[str, list[int]]

    @classmethod
    def of(cls, parts: Sequence[Loaded[Published]]) -> "_Together":
        """Put the places of files together."""
        begins = {
            "addresses": _begins(len(part.value.addresses) for part in parts),
            "redirects": _begins(len(part.value.redirects) for part in parts),
        }
        marks = tuple(part.marks for part in parts)
        return cls(file=marks[0].file, places={}, marks=marks, begins=begins)

    def at(self, path: YamlPath) -> Place:
        """Return the place of `path`, or of its nearest parent that is there."""
        marks, own = self._own(path)
        return marks.at(own)

    def has(self, path: YamlPath) -> bool:
        """Return whether a file has a node at `path`."""
        marks, own = self._own(path)
        return marks.has(own)

    def _own(self, path: YamlPath) -> tuple[Marks, YamlPath]:
        match path:
            case (str() as name, int() as at, *rest) if name in self.begins:
                part = bisect.bisect_right(self.begins[name], at) - 1
                return self.marks[part], (name, at - self.begins[name][part], *rest)
            case _:
                return self.marks[0], path


def _begins(lengths: Iterable[int]) -> list[int]:
    at, found = 0, []
    for length in lengths:
        found.append(at)
        at += length
    return found
