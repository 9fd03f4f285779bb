"""`survey.yml`: the EIT survey that citizens answer."""

from prongsai.model.fields import Date, Record, Text, Url


class Survey(Record):
    """The public EIT link and the days on which it is open (both included)."""

    link: Url | None = None
    opens: Date | None = None
    closes: Date | None = None
    how_to: tuple[Text, ...] = ()
    note: Text | None = None
