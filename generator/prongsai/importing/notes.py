"""Everything that an import may note, by kind: the codes of `messages/importing.yml`.

A code is written here once and its words there; the type checker holds every place that
notes something, and a test that both have the same codes.
"""

from typing import Literal

LeftOut = Literal[
    "comments",
    "deleted-text",
    "footnote-marks",
    "footnotes",
    "formula",
    "formula-without-value",
    "hidden-columns",
    "hidden-rows",
    "hidden-sheets",
    "hidden-text",
    "objects",
    "outside-tables",
    "page-heads",
    "pictures",
    "struck-text",
    "unreadable-signs",
    "unseen-text",
]
"""What the reader of a file left out or could not read (`warned-…`)."""

Guess = Literal[
    "below-blank-row",
    "code-guessed",
    "column-of-goals",
    "column-of-scores",
    "columns-shifted",
    "date-guessed",
    "header-guessed",
    "kind-guessed",
    "several-titles",
    "year-guessed",
]
"""What was understood, but has to be confirmed (`guess-…`)."""

Reason = Literal[
    "columns-of-year",
    "heading-says",
    "kind-of-score",
    "quarter-of-year",
    "result-year",
    "row-above",
    "text-confirms",
    "text-says",
    "two-digit-year",
    "year-given",
]
"""Why something was guessed; it is written after the value, too (`why-…`)."""

Contradiction = Literal[
    "date-outside",
    "not-the-mean",
    "other-instrument",
    "other-year",
    "printed-twice",
    "score-against-heading",
    "status-differs",
    "text-of-none",
    "text-of-other",
    "total-of-other-year",
]
"""What the document says against itself (`against-…`)."""

OpenPoint = Literal[
    "code-not-of-year",
    "code-open",
    "column-without-header",
    "fractions",
    "no-measure",
    "numbers-differ",
    "score-of-other-year",
    "score-without-code",
    "scores-of-weights",
    "scores-uncounted",
    "several-scores",
    "status-not-ticked",
    "status-of-several",
    "status-open",
    "status-ticks",
    "sub-heading",
    "subject-hidden",
    "time-not-marked",
    "time-of-results",
    "unknown-header",
    "year-alone",
]
"""What only a person can decide (`open-…`)."""
