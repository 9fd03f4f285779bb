"""Texts that an import read and that no field of the model can hold."""

from prongsai.model.fields import Record, Text, Whole


class Unplaced(Record):
    """One cell of an imported document, counted from 1; it is on no page.

    `document` is the name of the file that it came from. To give it a place, move the
    text to its field and delete the entry.
    """

    table: Whole
    row: Whole
    column: Whole
    text: Text
    document: Text | None = None
