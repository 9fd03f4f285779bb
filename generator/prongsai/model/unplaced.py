"""What an import read and no field of the model can hold."""

from prongsai.model.fields import Record, Text, Whole


class Unplaced(Record):
    """One cell of the imported document, counted from 1; it stands on no page.

    Whoever finds its field moves the text there and deletes the entry.
    """

    table: Whole
    row: Whole
    column: Whole
    text: Text
