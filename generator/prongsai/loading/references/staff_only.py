"""Find links of the IIT survey, which is for the agency's own staff, never public."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from prongsai.findings import Finding
from prongsai.loading.content import Content, Loaded
from prongsai.loading.references.mistakes import error
from prongsai.model.fields import Record

_IIT = re.compile(r"itas\.nacc\.go\.th(?::\d+)?/+go/+iit", re.IGNORECASE)


def staff_only_links(content: Content) -> Iterator[Finding]:
    """Look for the link in every text of every file."""
    for loaded in _files(content):
        for path, value in loaded.leaves:
            if isinstance(value, str) and _IIT.search(unquote(value)):
                yield error(loaded, "staff-only-link", path, value=value)


def _files(content: Content) -> Iterator[Loaded[Record]]:
    yield content.site
    if content.published:
        yield content.published
    yield from content.local
    yield from content.partial
    for agency in content.agencies:
        yield agency.agency
        for year in agency.years:
            for loaded in (year.scores, year.measures, year.disclosures, year.survey):
                if loaded is not None:
                    yield loaded
