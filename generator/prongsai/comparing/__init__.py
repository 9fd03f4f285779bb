"""What changed in meaning between two states of the content.

`compare` matches records by their ids, `difference` puts together all that a reviewer
wants to know, and the other modules write it: text, JSON, one Markdown comment, and a
printable sheet to sign.
"""

from collections.abc import Callable, Mapping

from prongsai.comparing.difference import Difference
from prongsai.comparing.json import as_json
from prongsai.comparing.markdown import as_markdown
from prongsai.comparing.sheet import as_html
from prongsai.comparing.text import as_text

DIFFS: Mapping[str, Callable[[Difference, str], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
    "html": as_html,
}
"""Every format by its name, in the order of the help text."""
