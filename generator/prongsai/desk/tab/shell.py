"""The page around the desk in a tab, as files; its words are those of `messages`."""

import json
from pathlib import Path

from prongsai import messages
from prongsai.desk.pages import FONTS, static
from prongsai.desk.tab.lacking import rows
from prongsai.storage.below import files_below

TABLE = "desk-tab"


def shell_files(language: str = "th") -> dict[str, bytes]:
    """Return the files of the page, by their paths from its folder."""
    static_files = files_below(Path(__file__).parent / "static")
    made = {path.name: path.read_bytes() for path in static_files}
    made |= {f"fonts/{name}": bytes(static(name).body) for name in sorted(FONTS)}
    words = json.dumps(messages.words(TABLE, language), ensure_ascii=False, indent=1)
    lacks = json.dumps(rows(language), ensure_ascii=False, indent=1)
    return {**made, "words.json": words.encode(), "lacking.json": lacks.encode()}
