"""A new site, or a new agency in one: its own files, made from five answers."""

from prongsai.new.answers import Answers, AnswersError, read_answers
from prongsai.new.site import (
    NotAHubError,
    NotEmptyError,
    TakenError,
    add_agency,
    agencies_of,
    example_site,
    new_site,
    site_files,
    was_made,
)

__all__ = [
    "Answers",
    "AnswersError",
    "NotAHubError",
    "NotEmptyError",
    "TakenError",
    "add_agency",
    "agencies_of",
    "example_site",
    "new_site",
    "read_answers",
    "site_files",
    "was_made",
]
