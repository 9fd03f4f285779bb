"""Find links of the IIT survey, which is for the agency's own staff, never public."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from prongsai.loading.content import Loaded
from prongsai.loading.references.mistakes import Mistake, error
from prongsai.model.fields import Record

_IIT = re.compile(r"itas\.nacc\.go\.th(?::\d+)?/+go/+iit", re.IGNORECASE)


def staff_only_links(files: Iterable[Loaded[Record] | None]) -> Iterator[Mistake]:
    """Look for the link in every text of some files, those that could be read."""
    for loaded in files:
        if loaded is None:
            continue
        for path, value in loaded.leaves:
            if isinstance(value, str) and _may(value) and _IIT.search(unquote(value)):
                yield error(loaded, "staff-only-link", path, value=value)


def _may(text: str) -> bool:
    """Return whether a text may have the link: most have nothing of it."""
    return "%" in text or "nacc" in text.lower()
