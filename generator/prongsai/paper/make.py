"""Make papers and pictures with typst (extra `[pdf]`): PDF below `build/paper`.

Only this module calls typst. Data goes in as JSON, never as source. Same paper, same
bytes: no clock, no fonts of the system.
"""

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any  # typst has no types

from prongsai.paper.kinds import Paper
from prongsai.paper.signs import with_known_signs
from prongsai.storage.papers import (
    FOLDER,
    LIST,
    list_of,
    papers_below,
    printed,
    read_printed,
)
from prongsai.storage.write import write_all

_HERE = Path(__file__).parent
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "pdf": {"format": "pdf", "pdf_standards": ["ua-1"], "timestamp": 0},
    "png": {"format": "png", "ppi": 72.0},
}


def available() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


class NotPrintedError(Exception):
    """typst refuses a paper; its only argument is the first line of the reason."""


def as_file(paper: Paper) -> bytes:
    """Return a paper as PDF/UA-1, or as PNG of one pixel a point, by its ending.

    Raises:
        NotPrintedError: it cannot be set, whatever the reason.
    """
    try:
        return _as_file(paper)
    except (RuntimeError, ValueError) as error:  # typst's own error is one of the first
        raise NotPrintedError(_reason(error)) from error


def _as_file(paper: Paper) -> bytes:
    day = paper.date
    inputs = {
        "data": with_known_signs(paper.data),
        "qr": paper.qr,
        "seal": paper.seal,
        "date": f"{day.year} {day.month} {day.day}" if day else "",
    }
    made: bytes = _compiled(paper.template, sys_inputs=inputs, **_FORMATS[paper.ending])
    return made


def as_pictures(template: str, data: str) -> list[bytes]:
    """Return each page of a template as a PNG of one pixel a point.

    Raises:
        NotPrintedError: it cannot be set, whatever the reason.
    """
    inputs = {"data": with_known_signs(data)}
    try:
        made = _compiled(template, sys_inputs=inputs, **_FORMATS["png"])
    except (RuntimeError, ValueError) as error:
        raise NotPrintedError(_reason(error)) from error
    return [made] if isinstance(made, bytes) else list(made)


def _compiled(template: str, /, **wishes: Any) -> Any:  # noqa: ANN401 - typst's own words
    import typst  # noqa: PLC0415 - an extra

    return typst.compile(
        _HERE / f"{template}.typ",
        root=_HERE,
        font_paths=[_HERE / "fonts"],
        ignore_system_fonts=True,
        **wishes,
    )


def _reason(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def make_papers(
    root: Path, chosen: Iterable[Paper], outdated: Callable[[str, str], bool]
) -> Mapping[str, str]:
    """Write the chosen papers; `outdated` says which earlier ones they replace.

    It is called with the agency's slug and the year of every earlier paper: one that is
    outdated and was not chosen now is removed. So is one that is not as it was made,
    where others of its year are made now.

    Returns:
        The papers that could not be set, by path, with the reason; all others are made.
    """
    chosen = list(chosen)
    anew = {paper.path.rpartition("/")[0] for paper in chosen}
    papers = {
        path: earlier
        for path, earlier in read_printed(root).items()
        if not outdated(*path.split("/")[:2])
        if earlier.made_of or path.rpartition("/")[0] not in anew
    }
    files: dict[str, bytes | None] = {}
    failed: dict[str, str] = {}
    for paper in chosen:
        try:
            files[paper.path] = data = as_file(paper)
        except NotPrintedError as error:
            failed[paper.path] = str(error)
            continue
        papers[paper.path] = printed(paper.path, data, paper.made_of)
    files |= {path: None for path in papers_below(root / FOLDER) if path not in papers}
    files[LIST] = list_of(papers)
    write_all(root, {f"{FOLDER}/{path}": data for path, data in files.items()})
    return failed
