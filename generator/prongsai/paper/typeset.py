"""The one place that calls typst (extra `[pdf]`).

Data goes in as JSON, never as source. Same paper, same bytes: no clock, no fonts of the
system.
"""

from importlib.util import find_spec
from pathlib import Path

from prongsai.paper.kinds import Paper

_HERE = Path(__file__).parent


def available() -> bool:
    """Return whether typst is installed."""
    return find_spec("typst") is not None


def typeset(paper: Paper) -> bytes:
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
