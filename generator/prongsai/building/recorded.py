"""The addresses that were published before, by the agency in whose folders they are."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.building.facts import is_hub
from prongsai.loading.load import load
from prongsai.loading.published import record_files
from prongsai.model.site import Published
from prongsai.site.swap import owner_of
from prongsai.storage.content_folder import Sources

_SITE = "content/site.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Addresses by agency; in a site of one agency all of them are that one's."""

    hub: bool
    by_owner: Mapping[str, frozenset[str]]

    def of(self, slug: str) -> frozenset[str]:
        """Return those that pages or files of an agency may have."""
        return self.by_owner.get(slug if self.hub else "", frozenset())


def recorded_in(of_site: Sources) -> Recorded:
    """Return all addresses that the files of the site name as published.

    They are needed before all other files of the site are loaded.
    """
    files = tuple(record_files(of_site.texts))
    if not files:
        return Recorded(hub=True, by_owner={})
    few = {
        path: of_site.texts[path] for path in (_SITE, *files) if path in of_site.texts
    }
    site, _ = load(dataclasses.replace(of_site, texts=few))
    published = site.published.value if site and site.published else None
    hub = site is not None and is_hub(site.site.value)
    found: dict[str, set[str]] = {}
    for address in _named(published) if published else ():
        owner = owner_of(address.lstrip("/")) if hub else ""
        found.setdefault(owner, set()).add(address)
    return Recorded(
        hub=hub, by_owner={slug: frozenset(some) for slug, some in found.items()}
    )


def _named(published: Published) -> Iterator[str]:
    """Yield every address that a record names, and the page of each anchor."""
    redirects = (end for one in published.redirects for end in (one.old, one.new))
    for address in (*published.addresses, *redirects):
        yield address
        yield address.partition("#")[0]
