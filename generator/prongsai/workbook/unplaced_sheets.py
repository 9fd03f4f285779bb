"""The sheets of what an import could not place: each text, and where it belongs."""

from collections.abc import Mapping
from typing import Any  # trees of YAML

from prongsai.workbook.columns import Form, columns
from prongsai.workbook.sheet import Sheet

DISCARD = "discard"
"""The place of a text that is of no use."""

_unplaced, _unplaced_text = columns("Unplaced")


def _no_place_yet(record: Mapping[str, Any]) -> dict[str, str]:
    del record
    return {"place": ""}


def _sheet(kind: str) -> Sheet:
    return Sheet(
        name=f"unplaced-{kind}",
        kind=kind,
        lists=("unplaced",),
        model="Unplaced",
        columns=(
            _unplaced("ordinal", Form.PLAIN, 8, key=True),
            _unplaced_text("text", 60),
            _unplaced("place", Form.CHOICE, 60, typed=True, choices=f"places-{kind}"),
            _unplaced_text("document", 36),
            _unplaced("table", Form.NUMBER, 10),
            _unplaced("row", Form.NUMBER, 10),
            _unplaced("column", Form.NUMBER, 10),
        ),
        ordinal=True,
        typed=_no_place_yet,
        blank=False,
        only_filled=True,
    )


UNPLACED_MEASURES, UNPLACED_SCORES = _sheet("measures"), _sheet("scores")
UNPLACED = (UNPLACED_MEASURES, UNPLACED_SCORES)
