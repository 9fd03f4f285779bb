"""Set the papers, write them below `build/paper`, and keep their list."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from prongsai.paper.kinds import Paper
from prongsai.paper.typeset import typeset
from prongsai.printed import FOLDER, Printed, read_printed, write_list, write_printed

_PAPER = re.compile(r"[a-z0-9-]+/\d{4}/[a-z0-9-]+\.pdf")


def press(root: Path, chosen: Iterable[Paper], *, everything: bool) -> None:
    """Write the chosen papers.

    With `everything` the chosen ones are all there are: what else lies there from
    earlier is removed.
    """
    after: dict[str, Printed] = {} if everything else dict(read_printed(root))
    for paper in chosen:
        data = typeset(paper)
        after[paper.path] = write_printed(root, paper.path, data, paper.made_of)
    write_list(root, after)
    if everything:
        _sweep(root, after)


def _sweep(root: Path, kept: Mapping[str, Printed]) -> None:
    folder = root / FOLDER
    for file in folder.rglob("*.pdf"):
        name = file.relative_to(folder).as_posix()
        if _PAPER.fullmatch(name) and name not in kept:
            file.unlink()
