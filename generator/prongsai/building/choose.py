"""What a site is made of: new content, or the last good one of agencies with errors."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from prongsai.building.draft import Around, Asked, Draft, draft, draft_again
from prongsai.building.needs import draft_needs
from prongsai.building.recorded import Recorded, recorded_in
from prongsai.checking.project import ProjectChecked, merged
from prongsai.last_build import content_hash
from prongsai.site.kept_pages import Kept, held_back, kept_ones
from prongsai.storage.content_folder import Sources, listed_agencies
from prongsai.storage.last_good import read_good
from prongsai.storage.side_by_side import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The agencies of a site, and what is wrong with them.

    Attributes:
        of: the hash of all content as it was read.
        new: what is wrong with the content as it is.
        checked: what is wrong with what the site is made of.
        drafts: the agencies that it is made of, in order.
        kept: those that are not made anew.
    """

    of: str
    new: ProjectChecked
    checked: ProjectChecked
    drafts: tuple[Draft, ...]
    kept: tuple[Kept, ...] = ()

    @property
    def last(self) -> frozenset[str]:
        """Return the agencies whose Markdown is that of the last build."""
        briefs = (one.brief for one in self.drafts if one.kept)
        return frozenset(one.slug for one in briefs if one)

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the files that are not any more what was checked."""
        return tuple(one.changed for one in self.drafts if one.changed)


def choose(crew: Workers, around: Around, of_site: Sources) -> Chosen:
    """Check and draft all agencies, those with errors from their last good content.

    Args:
        crew: who does it.
        around: what all agencies have in common.
        of_site: the files that are no agency's.
    """
    only = around.only

    def check(drafts: dict[str, Draft]) -> ProjectChecked:
        chapters = [drafts[slug].checked for slug in sorted(drafts)]
        return merged(of_site, chapters, around.today)

    drafting = _Drafting(crew=crew, recorded=recorded_in(of_site))
    drafts = drafting.all(around, listed_agencies(around.root, of_site))
    new = check(drafts)
    held = held_back(new.findings, drafts, only, partial(read_good, around.root))
    of = content_hash(
        of_site.fingerprint,
        ((slug, one.of) for slug, one in drafts.items()),
        around.papers,
    )
    waited = [slug for slug, one in drafts.items() if one.waits and slug not in held]
    all_anew = dataclasses.replace(around, only=None)
    drafts |= drafting.all(all_anew, waited)
    if not held:
        return Chosen(of=of, new=new, checked=new, drafts=tuple(drafts.values()))
    good = [slug for slug, one in held.items() if one is not None]
    mixed = {slug: one for slug, one in drafts.items() if slug not in held}
    mixed |= drafting.again(around, good)
    return Chosen(
        of=of,
        new=new,
        checked=check(mixed),
        drafts=tuple(mixed[slug] for slug in sorted(mixed)),
        kept=kept_ones(held, new.findings, only, new.names),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drafting:
    """Has agencies drafted; `recorded` are the addresses of the record."""

    crew: Workers
    recorded: Recorded

    def all(self, around: Around, slugs: Sequence[str]) -> dict[str, Draft]:
        """Return the draft of each agency."""
        needed = partial(draft_needs, around)
        drafts = self.crew.each(partial(draft, around), self._asked(slugs), needed)
        return dict(zip(slugs, drafts, strict=True))

    def again(self, around: Around, slugs: Sequence[str]) -> dict[str, Draft]:
        """Return the draft of the last good content of each."""
        drafts = self.crew.each(partial(draft_again, around), self._asked(slugs))
        return dict(zip(slugs, drafts, strict=True))

    def _asked(self, slugs: Sequence[str]) -> list[Asked]:
        return [Asked(slug=slug, recorded=self.recorded.of(slug)) for slug in slugs]
