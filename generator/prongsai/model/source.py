"""Where the content of a file comes from."""

from prongsai.model.fields import Flag, Record, Text, Url


class Source(Record):
    """The document that a file was taken from.

    `summarised` says that longer prose is given in other, shorter words than the
    document's; pages then say so.
    """

    document: Text
    url: Url | None = None
    summarised: Flag = False
    note: Text | None = None
