"""Write down what is published: `content/published.yml`, in a hub a file an agency.

New addresses are put into the lists; all else in the files stays as it is.
What was published once stays in the lists, even if it is gone. Addresses
that rest on a draft of the year's list are left out. A redirect at the address of a
page is taken out. What a hub has of an agency in the file of the whole site is carried
over into the agency's own, but for what has a comment, which stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from prongsai.loading.content import Content, Loaded
from prongsai.loading.published import FILE, file_of
from prongsai.model.site import Mode, Published
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import (
    ended_redirects,
    led_on,
    live_addresses,
    provisional_addresses,
)
from prongsai.site.record_file import Entries, in_order, noted_lines, with_entries
from prongsai.site.recorded_owner import owner_of
from prongsai.storage.write import write_all
from prongsai.yaml.edits import Drop, Edit, Put


@dataclass(slots=True, kw_only=True)
class RecordChange:
    """What changes in the files of the record.

    Attributes:
        edits: by file, of what is in it.
        entries: by file, what is put into it.
        carried: how many addresses and redirects change their file.
    """

    edits: dict[str, list[Edit]] = field(default_factory=dict)
    entries: dict[str, Entries] = field(default_factory=dict)
    carried: int = 0

    def edit(self, file: str, one: Edit) -> None:
        """Add an edit of a file."""
        self.edits.setdefault(file, []).append(one)

    def into(self, file: str) -> Entries:
        """Return what is put into a file."""
        return self.entries.setdefault(file, Entries())

    def applied(self, content: Content, texts: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files that change; `texts` is what they were.

        Raises:
            EditError: a file would not say so.
        """
        parts = {part.file: part.value for part in content.records}
        found = {}
        for file in {**self.edits, **self.entries}:
            before = texts.get(file, b"")
            part, edits = parts.get(file, Published()), self.edits.get(file, ())
            new = self.entries.get(file, Entries())
            after = with_entries(file, before, part, edits, new)
            if after != before:
                found[file] = after
        return found


def recorded(plan: Plan, texts: Mapping[str, bytes]) -> tuple[dict[str, bytes], int]:
    """Return the files with all addresses of the plan, and how many were carried over.

    Only files that change are among them; `texts` is what they were. Redirects that
    have ended are not in them.

    Raises:
        EditError: a file would not say so.
    """
    content = plan.context.content
    published = content.published
    known = published.value.addresses if published else ()
    lasting = live_addresses(plan) - provisional_addresses(plan)
    change = RecordChange()
    moving = _carried(content, texts, change)
    changed_redirects(plan, change, moving=moving)
    for address in in_order(lasting - set(known)):
        change.into(record_of_address(content, address)).addresses.append(address)
    return change.applied(content, texts), change.carried


def record_of_address(content: Content, address: str) -> str:
    """Return the file in which an address is written down."""
    hub = content.site.value.mode is Mode.HUB
    return file_of(owner_of(address) if hub else "")


def _carried(
    content: Content, texts: Mapping[str, bytes], change: RecordChange
) -> frozenset[int]:
    """Carry addresses over; return the places of the redirects that are to follow."""
    part = next((one for one in content.records if one.file == FILE), None)
    if part is None:
        return frozenset()
    kept = _lines_kept(texts.get(FILE, b""))
    others = [one.value for one in content.records if one.file != FILE]
    there = {address for one in others for address in one.addresses}
    ways_there = {way.old for one in others for way in one.redirects}
    addresses = part.value.addresses
    moving = [
        at
        for at, address in enumerate(addresses)
        if record_of_address(content, address) != FILE
        if part.at("addresses", at).line not in kept
    ]
    for address in {addresses[at] for at in moving} - there:
        change.into(record_of_address(content, address)).addresses.append(address)
    if moving:
        change.into(FILE).gone |= {addresses[at] for at in moving}
    ways = frozenset(
        at
        for at, way in enumerate(part.value.redirects)
        if record_of_address(content, way.old) != FILE and way.old not in ways_there
        if not {part.at("redirects", at, name).line for name in ("old", "new")} & kept
    )
    change.carried += len(moving) + len(ways)
    return ways


def _lines_kept(text: bytes) -> frozenset[int]:
    """Return the numbers of the lines that have a comment, or one right above."""
    noted = noted_lines(text)
    return noted | {at + 1 for at in noted}


def _drops(places: Sequence[int], count: int) -> Iterator[Edit]:
    if len(places) == count:
        yield from [Put(path=("redirects",), value=[])] if places else []
        return
    yield from (Drop(path=("redirects", at)) for at in places)


def changed_redirects(
    plan: Plan,
    change: RecordChange,
    later: Mapping[int, str] = MappingProxyType({}),
    moving: frozenset[int] = frozenset(),
) -> None:
    """Take ended redirects out and point on what led to them.

    Args:
        plan: the site.
        change: what changes.
        later: new targets by the place of their redirect in the whole record.
        moving: the places of redirects that change their file.
    """
    content, begin = plan.context.content, 0
    ended, new = ended_redirects(plan), {**led_on(plan), **later}
    for part in content.records:
        ways = part.value.redirects
        gone = [at for at in range(len(ways)) if begin + at in {*ended, *moving}]
        for one in _drops(gone, len(ways)):
            change.edit(part.file, one)
        for at, way in enumerate(ways):
            target = new.get(begin + at, way.new)
            if begin + at in moving and begin + at not in ended:
                file = record_of_address(content, way.old)
                change.into(file).redirects.append({"old": way.old, "new": target})
            elif begin + at in new and at not in gone:
                path = ("redirects", at, "new")
                change.edit(part.file, Put(path=path, value=target))
        begin += len(ways)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written into the record: whether anything, and what was carried over."""

    new: bool
    carried: int


def record(root: Path, plan: Plan) -> Written:
    """Write the files below `root`, all or none.

    Raises:
        EditError: a file would not say so; all are as they were.
    """
    parts: tuple[Loaded[Published], ...] = plan.context.content.records
    texts = {part.file: (root / part.file).read_bytes() for part in parts}
    if FILE not in texts and (root / FILE).is_file():
        texts[FILE] = (root / FILE).read_bytes()
    after, carried = recorded(plan, texts)
    if after:
        write_all(root, after)
    return Written(new=bool(after), carried=carried)
