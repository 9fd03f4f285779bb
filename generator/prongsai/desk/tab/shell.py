"""The page around the desk in a tab, as files; its words are those of `messages`."""

import json
from importlib.resources import files

from prongsai import messages
from prongsai.desk.pages import FONTS, static

TABLE = "desk-tab"


def shell_files(language: str = "th") -> dict[str, bytes]:
    """Return the files of the page, by their paths from its folder."""
    folder = files("prongsai.desk.tab").joinpath("static")
    made = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    made |= {f"fonts/{name}": bytes(static(name).body) for name in sorted(FONTS)}
    words = json.dumps(messages.words(TABLE, language), ensure_ascii=False, indent=1)
    return {**made, "words.json": words.encode()}
