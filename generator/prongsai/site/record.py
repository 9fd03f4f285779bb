"""Write down what is published: `content/published.yml`.

New addresses are put into the list; all else in the file stays as it is.
What was published once stays in the list, even if it is gone. Addresses
that rest on a draft of the year's list are left out. A redirect at the address of a
page is taken out.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from prongsai.loading.file_kinds import modeline
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import (
    ended_redirects,
    led_on,
    live_addresses,
    provisional_addresses,
)
from prongsai.storage.write import write_all
from prongsai.yaml.edits import Drop, Edit, Insert, Put, edit
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

FILE = "content/published.yml"


def recorded(plan: Plan, data: bytes) -> bytes:
    """Return the file with all addresses of the plan; `data` is what it was.

    Redirects that have ended are not in it.

    A new address is put before the first one that comes after it in order; nothing
    else changes, whatever valid form the file has.

    Raises:
        EditError: the file would not say so.
    """
    published = plan.context.content.published
    known = published.value.addresses if published else ()
    lasting = live_addresses(plan) - provisional_addresses(plan)
    new = sorted(lasting - set(known), key=_order)
    data = edit(data, redirect_edits(plan))
    if not new:
        return data
    if read_yaml(data, FILE).tree in (None, {}):
        head = (
            data.rstrip(b"\n") + b"\n"
            if data.strip()
            else modeline("published").encode()
        )
        return head + dump({"addresses": new}).encode()
    if not known:
        return edit(data, [Put(path=("addresses",), value=new)])
    return edit(data, [_insert(known, address) for address in new])


def redirect_edits(
    plan: Plan, later: Mapping[int, str] = MappingProxyType({})
) -> list[Edit]:
    """Return the edits that take ended redirects out and point on what led to them.

    `later` are new targets by the place of their redirect.
    """
    ended, published = ended_redirects(plan), plan.context.content.published
    if published and ended.keys() == {*range(len(published.value.redirects))}:
        return [Put(path=("redirects",), value=[])] if ended else []
    drops = [Drop(path=("redirects", index)) for index in ended]
    puts = [
        Put(path=("redirects", index, "new"), value=new)
        for index, new in {**led_on(plan), **later}.items()
    ]
    return [*drops, *puts]


def _insert(known: Sequence[str], address: str) -> Insert:
    later = (at for at, one in enumerate(known) if _order(one) > _order(address))
    return Insert(path=("addresses", next(later, len(known))), value=address)


def record(root: Path, plan: Plan) -> bool:
    """Write the file below `root`; return whether anything was new.

    Raises:
        EditError: the file would not say so; it is as it was.
    """
    path = root / FILE
    before = path.read_bytes() if path.is_file() else b""
    after = recorded(plan, before)
    if after != before:
        write_all(root, {FILE: after})
    return after != before


def _order(address: str) -> tuple[str, ...]:
    """Sort a page before its anchors and what lies below it."""
    return tuple(re.split(r"(?<=/)", address))
