"""What an import of a workbook may note: the codes of `messages/workbook.yml`.

A code is written here once and its words there; the type checker holds every place that
notes something, and a test that both have the same codes.
"""

from typing import Literal

Misread = Literal[
    "moved",
    "no-code-of-score",
    "no-document",
    "no-file",
    "no-key",
    "no-parent",
    "not-a-day",
    "not-a-number",
    "not-buddhist",
    "not-in-list",
    "repeated",
    "which-one",
]
"""What stops the import: a row or cell that cannot be understood (`problem-…`)."""

Caution = Literal[
    "document-stays",
    "extra",
    "formula",
    "formula-empty",
    "merged",
    "no-code",
    "no-column",
    "no-sheet",
    "no-such-row",
    "no-unit",
    "renamed",
    "taken-for",
]
"""What was read in another way than it is written, or not at all (`warn-…`)."""

Reworded = Literal[
    "bad-code",
    "bad-colour",
    "bad-file-path",
    "bad-id",
    "bad-score",
    "bad-url",
    "bad-year",
    "empty-field",
    "empty-text",
    "file-or-url",
    "missing-field",
    "missing-file",
    "no-evidence",
    "not-an-item",
    "staff-only-link",
    "unit-below-section",
    "unknown-code",
    "unknown-evidence",
    "unknown-unit",
]
"""Findings that are reported in the words of a sheet (`wrong-…`), by their code.

Others are reported as they are for a file.
"""
