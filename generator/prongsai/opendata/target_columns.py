"""The columns of a code: its kind, its year, its name."""

from prongsai.model.scores import Part
from prongsai.opendata.columns import OpenColumn, column
from prongsai.opendata.table import ColumnKind
from prongsai.pages.addressed import TargetView

TARGET_COLUMNS: tuple[OpenColumn[TargetView], ...] = (
    column("code"),
    column(
        "code_year",
        lambda one: one.year if one.code else None,
        kind=ColumnKind.WHOLE,
    ),
    column("part", choices=Part),
    column("title"),
    column("wording", lambda one: one.words),
)
