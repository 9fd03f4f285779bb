"""Make the papers with typst (extra `[pdf]`): PDF below `build/paper`, and their list.

Only this module calls typst. Data goes in as JSON, never as source. Same paper, same
bytes: no clock, no fonts of the system.
"""

import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from prongsai.paper.kinds import Paper
from prongsai.storage.papers import FOLDER, read_printed, write_list, write_printed

_PAPER = re.compile(r"[a-z0-9-]+/\d{4}/[a-z0-9-]+\.pdf")
_HERE = Path(__file__).parent


def available() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


def as_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF/UA-1."""
    import typst  # noqa: PLC0415 - an extra

    day = paper.date
    pdf: bytes = typst.compile(
        _HERE / f"{paper.template}.typ",
        root=_HERE,
        font_paths=[_HERE / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=0,
        sys_inputs={
            "data": paper.data,
            "qr": paper.qr,
            "date": f"{day.year} {day.month} {day.day}" if day else "",
        },
    )
    return pdf


def make_papers(
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
        data = as_pdf(paper)
        papers[paper.path] = write_printed(root, paper.path, data, paper.made_of)
    write_list(root, papers)
    folder = root / FOLDER
    for file in folder.rglob("*.pdf"):
        name = file.relative_to(folder).as_posix()
        if _PAPER.fullmatch(name) and name not in papers:
            file.unlink()
