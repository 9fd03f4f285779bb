"""Make the papers, write them below `build/paper`, and keep their list."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from prongsai.paper.kinds import Paper
from prongsai.paper.typeset import typeset
from prongsai.storage.papers import FOLDER, read_printed, write_list, write_printed

_PAPER = re.compile(r"[a-z0-9-]+/\d{4}/[a-z0-9-]+\.pdf")


def press(
    root: Path, chosen: Iterable[Paper], outdated: Callable[[str, str], bool]
) -> None:
    """Write the chosen papers; `outdated` says which earlier ones they replace.

    It is called with the agency's slug and the year of every earlier paper: one that is
    outdated and was not chosen now is removed.
    """
    papers = {
        path: printed
        for path, printed in read_printed(root).items()
        if not outdated(*path.split("/")[:2])
    }
    for paper in chosen:
        data = typeset(paper)
        papers[paper.path] = write_printed(root, paper.path, data, paper.made_of)
    write_list(root, papers)
    folder = root / FOLDER
    for file in folder.rglob("*.pdf"):
        name = file.relative_to(folder).as_posix()
        if _PAPER.fullmatch(name) and name not in papers:
            file.unlink()
