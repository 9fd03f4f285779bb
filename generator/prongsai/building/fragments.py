"""Fragments of the site that was built last."""

import datetime
import errno
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from prongsai.building.draft import FACTS
from prongsai.building.facts import Facts
from prongsai.building.kept import read_kept
from prongsai.fragments.pages import FragmentPage
from prongsai.fragments.write import Fragment, write_fragments
from prongsai.site.swap import BUILD, CHAPTERS
from prongsai.storage.below import found_in


def export_fragments(
    root: Path, pasted: Collection[str] = (), today: datetime.date | None = None
) -> tuple[Fragment, ...]:
    """Make every fragment of the site that was built last; see `write_fragments`.

    Raises:
        OSError: what the build kept of an agency is damaged; a new build makes it anew.
    """
    return write_fragments(root, _pages(root), pasted, today)


def _pages(root: Path) -> Iterator[FragmentPage]:
    for file in sorted(found_in(root / BUILD / CHAPTERS, f"*.{FACTS}")):
        facts = read_kept(root, file.stem, FACTS, Facts)
        if facts is None or facts.slug != file.stem:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(file))
        yield from facts.fragments
