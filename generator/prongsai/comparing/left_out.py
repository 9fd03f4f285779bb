"""Which agencies a comparison can leave out: nothing that it reports can be theirs.

An agency with the same files on both sides is not read, unless a rule looks from a
changed one at it: by the code of a survey, or by a redirect. What all agencies decide
together (the site's own texts with a phone number in them) needs all of them.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from prongsai.checks._personal_text import Allowed, kinds_in
from prongsai.loading.load import load
from prongsai.model.leaves import leaves
from prongsai.model.site import Mode, Published, Site
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import slug_of

_SURVEY = "survey.yml"
_CODE = re.compile(rb"/eit/([A-Za-z0-9]+)")
_STAND_IN = b"name: '-'\nkind: other\nprovince: '-'\n"


def is_overview(path: str) -> bool:
    """Return whether `left_out` looks at a file."""
    shared = not slug_of(path) and path.endswith(".yml")
    return shared or path.endswith(f"/{_SURVEY}")


def left_out(alike: frozenset[str], *sides: Mapping[str, bytes]) -> frozenset[str]:
    """Return the agencies that need not be read.

    Args:
        alike: those whose files are the same on both sides.
        sides: the files of each that `is_overview` names.
    """
    shared = {path: text for path, text in sides[0].items() if not slug_of(path)}
    content, wrong = load(Sources(texts=shared, attachments={}))
    if content is None or wrong:
        return frozenset()
    site, published = content.site.value, content.published
    if site.mode is Mode.AGENCY or _is_personal(site):
        return frozenset()
    pairs = {pair for side in sides for pair in _surveys(side)}
    pairs |= set(_redirects(published.value)) if published else set()
    return alike - _reached(alike, pairs)


def with_stand_ins(sources: Sources, absent: AbstractSet[str]) -> Sources:
    """Return the sources with a substitute for each absent agency in `site.yml`.

    It has no year, and so no page.
    """
    site = sources.texts.get("content/site.yml", b"")
    named = (slug for slug in absent if slug.encode() in site)
    files = {f"content/agencies/{slug}/agency.yml": _STAND_IN for slug in named}
    return replace(sources, texts={**sources.texts, **files})


def _is_personal(site: Site) -> bool:
    return any(
        isinstance(value, str) and any(kinds_in(value, Allowed()))
        for _, value in leaves(site)
    )


def _surveys(side: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield each agency with the codes of its surveys."""
    for path, text in side.items():
        for code in _CODE.findall(text) if path.endswith(f"/{_SURVEY}") else ():
            yield slug_of(path), f"code {code.lower().decode()}"


def _redirects(published: Published) -> Iterator[tuple[str, str]]:
    """Yield each two agencies between which a redirect leads."""
    for one in published.redirects:
        yield f"{one.old}/".split("/")[1], f"{one.new}/".split("/")[1]


def _reached(alike: AbstractSet[str], pairs: AbstractSet[tuple[str, str]]) -> set[str]:
    """Return everything that pairs connect with something that is not alike."""
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    codes = {name for name in near if name.startswith("code ")}
    waiting = [name for name in near if name not in alike | codes]
    found = set(waiting)
    while waiting:
        fresh = near.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
