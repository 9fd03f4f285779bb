"""Why a file of somebody else is not used: every code that a `BadFileError` can have.

The words of `bad-<code>` are in the table of messages that `TABLES` names; the type
checker holds every place that refuses a file, and a test that both have the same codes.
"""

from collections.abc import Mapping
from typing import Literal, get_args

FileRefusal = Literal[
    "answer-unknown",
    "answer-unmatched",
    "answer-without-header",
    "broken-archive",
    "cannot-open",
    "cell-too-long",
    "clean-kind",
    "empty-file",
    "entities",
    "existing-broken",
    "record-broken",
    "external-links",
    "file-too-big",
    "macro",
    "needs-extra",
    "no-table",
    "not-csv",
    "not-excel",
    "not-text",
    "not-word",
    "nothing-understood",
    "old-office",
    "only-pictures",
    "password",
    "pdf",
    "picture",
    "stopped-crash",
    "stopped-memory",
    "stopped-output",
    "stopped-time",
    "too-big-inside",
    "too-deep",
    "too-many-cells",
    "too-many-columns",
    "unknown-kind",
]
"""Of any file that is read."""
WorkbookRefusal = Literal[
    "content",
    "damaged",
    "newer",
    "no-agency",
    "no-header",
]
"""Of a workbook that comes back."""
ManualRefusal = Literal[
    "no-items",
    "pdf-only-pictures",
    "pdf-unreadable",
    "pdf-without-text",
]
"""Of an official manual."""
Refusal = FileRefusal | WorkbookRefusal | ManualRefusal

TABLES: Mapping[Refusal, str] = {
    **dict.fromkeys(get_args(FileRefusal), "importing"),
    **dict.fromkeys(get_args(WorkbookRefusal), "workbook"),
    **dict.fromkeys(get_args(ManualRefusal), "rules"),
}
"""In which table of messages the words of a code are."""
