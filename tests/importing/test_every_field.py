"""An import can fill every field of a measure, or there is a reason why it cannot."""

from prongsai.importing.understand.measure_columns import COLUMNS
from prongsai.model.measures import Measure

NOT_A_COLUMN = {
    "id": "made by the import",
    "addresses": "read from the codes in the cell of the measure",
}


def test_every_field_of_a_measure_has_a_column_or_a_reason() -> None:
    filled = {field for field, _ in COLUMNS.values()}
    assert set(Measure.model_fields) - filled == set(NOT_A_COLUMN)
