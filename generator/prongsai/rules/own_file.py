"""`content/catalogue/<fy>.yml`: a reading put in, ticked, handed on, taken over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from prongsai.loading.provisional import may_be_whole
from prongsai.loading.validate import shape
from prongsai.model.catalogue import Catalogue, LocalCatalogue, LocalItem, Ticked
from prongsai.thai.dates import format_iso
from prongsai.yaml.edits import Drop, Edit, Insert, Put, edit
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import Bare, Tree, dump

Mapped = Mapping[str, Tree]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The agency's own file of a year: its bytes and what they say; None if absent."""

    data: bytes | None
    read: LocalCatalogue | None

    @property
    def settled(self) -> tuple[str, ...]:
        """Return the codes of items that a person wrote or ticked."""
        items = self.read.items if self.read else ()
        return tuple(item.code for item in items if not item.draft)


def path_of(year: int) -> str:
    """Return the path of an agency's own rules of a year (พ.ศ.)."""
    return f"content/catalogue/{year}.yml"


def read_own(data: bytes, path: str) -> LocalCatalogue | None:
    """Return what the file says, None where it has mistakes."""
    return shape(LocalCatalogue, read_yaml(data, path))[0]


def with_reading(old: bytes | None, reading: Mapped) -> bytes:
    """Put a reading into the file; what a person wrote or ticked stays as it is."""
    if old is None:
        return dump(reading).encode()
    there = cast("Mapped", read_yaml(old, "").tree or {})
    edits: list[Edit] = []
    for name, key in (("sources", "id"), ("items", "code")):
        edits += _added(there, reading, name, key)
    if "calendar" in reading and "calendar" not in there:
        edits.append(Put(path=("calendar",), value=reading["calendar"]))
    return edit(old, edits)


def _added(there: Mapped, reading: Mapped, name: str, key: str) -> Iterator[Edit]:
    new = cast("Sequence[Mapped]", reading.get(name, ()))
    if name not in there:
        yield Put(path=(name,), value=cast("Tree", new))
        return
    old = cast("Sequence[Mapped]", there[name])
    places = {one[key]: place for place, one in enumerate(old)}
    for one in new:
        place = places.get(one[key])
        if place is None:
            yield Insert(path=(name, len(old)), value=cast("Tree", one))
        elif "draft" in old[place] and dict(old[place]) != _plain(one):
            yield Put(path=(name, place), value=cast("Tree", one))


def _plain(tree: Mapped) -> object:
    """Return a tree as it is read back from the file."""
    return read_yaml(dump(tree).encode(), "").tree


def with_ticks(
    old: bytes, own: LocalCatalogue, codes: Iterable[str], tick: Ticked, *, whole: bool
) -> bytes:
    """Write that a person compared items with the manual.

    `whole` is true where the items with titles are then the whole list of the year.
    """
    wanted = set(codes)
    edits: list[Edit] = []
    for place, item in enumerate(own.items):
        if item.code in wanted:
            edits += _ticked(("items", place), item, tick)
    if whole and not own.items_known:
        edits.append(Put(path=("items_known",), value=Bare("true")))
    return edit(old, edits)


def _ticked(path: tuple[str, int], item: LocalItem, tick: Ticked) -> Iterator[Edit]:
    for name in ("draft", "doubtful"):
        if getattr(item, name):
            yield Drop(path=(*path, name))
    for place, component in enumerate(item.components):
        if component.doubtful:
            yield Drop(path=(*path, "components", place, "doubtful"))
    yield Put(path=(*path, "components_known"), value=Bare("true"))
    yield Put(path=(*path, "ticked"), value=_tick(tick))


def with_whole_list(data: bytes, rules: Catalogue | None) -> bytes:
    """Write that the items are the list of the year, where all are ticked and can be.

    `rules` are those of the year without the agency's own.
    """
    own = read_own(data, "")
    if own is None or own.items_known or rules is None or not rules.provisional:
        return data
    ticked = all(item.ticked and item.title and not item.draft for item in own.items)
    if not (ticked and may_be_whole([item.code for item in own.items], rules)):
        return data
    return edit(data, [Put(path=("items_known",), value=Bare("true"))])


def _tick(tick: Ticked) -> Tree:
    tree: dict[str, Tree] = {"by": tick.by, "on": format_iso(tick.on)}
    return tree | ({"agency": tick.agency} if tick.agency else {})


def handed_on(own: bytes, read: LocalCatalogue, agency: str) -> bytes:
    """Return what people have ticked, with its sources, as a file for other agencies.

    Each tick names the agency whose person it was.
    """
    tree = cast("Mapped", read_yaml(own, "").tree)
    ticked = {item.code: item.ticked for item in read.items if item.ticked}
    items = []
    for item in cast("Sequence[Mapped]", tree.get("items", ())):
        tick = ticked.get(str(item["code"]))
        if tick is not None:
            whose = tick.model_copy(update={"agency": tick.agency or agency})
            items.append(_with_flags(item) | {"ticked": _tick(whose)})
    names = ("sources", "sub_indicators", "calendar")
    kept = {name: tree[name] for name in names if name in tree}
    prefix = f"from-{sha256(agency.encode()).hexdigest()[:6]}-"
    made = cast("Mapped", _renamed(kept | {"items": cast("Tree", items)}, prefix))
    return dump({"fiscal_year": Bare(str(read.fiscal_year)), **made}).encode()


def _renamed(tree: Tree, prefix: str) -> Tree:
    """Put `prefix` before every id of a source, so that two agencies' do not meet."""
    if isinstance(tree, str):
        return tree
    if not isinstance(tree, Mapping):
        return [_renamed(one, prefix) for one in tree]
    made = {name: _renamed(value, prefix) for name, value in tree.items()}
    match tree.get("sources"):
        case [str(), *_] as ids:
            made["sources"] = [f"{prefix}{one}" for one in ids]
        case [Mapping(), *_] as sources:
            made["sources"] = [
                {**one, "id": f"{prefix}{one['id']}"}
                for one in cast("Sequence[Mapped]", sources)
            ]
        case _:
            pass
    return made


def _with_flags(item: Mapped) -> dict[str, Tree]:
    """Return an item whose numbers and flags are written without quotes."""
    bare = {"components_known", "data_year", "sub_indicator"}
    return {
        name: Bare(value) if name in bare and isinstance(value, str) else value
        for name, value in item.items()
    }


def taken_over(
    old: bytes | None, own: LocalCatalogue | None, given: bytes
) -> tuple[bytes, tuple[str, ...], tuple[str, ...]]:
    """Put another agency's ticked items into the own file.

    What is ticked or written by hand here stays. Returns the file, the codes that were
    taken over, and those that stay as they are here.
    """
    tree = cast("Mapped", read_yaml(given, "").tree)
    mine = {item.code for item in own.items if not item.draft} if own else set()
    items = [
        _with_flags(item)
        for item in cast("Sequence[Mapped]", tree["items"])
        if item["code"] not in mine
    ]
    fiscal_year = Bare(str(tree["fiscal_year"]))
    reading = dict(tree) | {"fiscal_year": fiscal_year, "items": cast("Tree", items)}
    codes = tuple(str(item["code"]) for item in items)
    stay = tuple(
        str(item["code"])
        for item in cast("Sequence[Mapped]", tree["items"])
        if item["code"] in mine
    )
    return with_reading(old, reading), codes, stay
