"""Make the papers with typst (extra `[pdf]`): PDF below `build/paper`, and their list.

Only this module calls typst. Data goes in as JSON, never as source. Same paper, same
bytes: no clock, no fonts of the system.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from prongsai.paper.kinds import Paper
from prongsai.paper.signs import with_known_signs
from prongsai.storage.papers import FOLDER, LIST, list_of, printed, read_printed
from prongsai.storage.write import write_all

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
            "data": with_known_signs(paper.data),
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
        path: earlier
        for path, earlier in read_printed(root).items()
        if not outdated(*path.split("/")[:2])
    }
    files: dict[str, bytes | None] = {}
    for paper in chosen:
        files[paper.path] = data = as_pdf(paper)
        papers[paper.path] = printed(paper.path, data, paper.made_of)
    files |= {path: None for path in _earlier(root) if path not in papers}
    files[LIST] = list_of(papers)
    write_all(root, {f"{FOLDER}/{path}": data for path, data in files.items()})


def _earlier(root: Path) -> Iterator[str]:
    """Yield every paper in the folder, listed or not."""
    folder = root / FOLDER
    for file in sorted(folder.rglob("*.pdf")):
        name = file.relative_to(folder).as_posix()
        if _PAPER.fullmatch(name):
            yield name
