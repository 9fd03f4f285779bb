"""The columns of a code: its kind, its year, its name."""

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import Target
from prongsai.model.scores import Part
from prongsai.opendata.table import Cell, ColumnKind, choice, of, text
from prongsai.pages.addressed import target_view
from prongsai.pages.context import Context

TARGET_COLUMNS = (
    *text("code"),
    *of("code_year", ColumnKind.WHOLE),
    *choice("part", Part),
    *text("title", "wording"),
)


def target_cells(
    context: Context, agency: AgencyContent, year: Year, target: Target
) -> tuple[Cell, ...]:
    """Return the cells of `TARGET_COLUMNS` for a target."""
    view = target_view(context, agency, year, target)
    known = view.year if view.code else None
    return view.code, known, view.part, view.title, view.words
