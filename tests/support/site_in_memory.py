"""A small site, as text by path, ready to be published."""

import hashlib
import secrets
from collections.abc import Mapping
from pathlib import Path

from prongsai.publishing.here import Here
from prongsai.publishing.manifest import Entry


def here_of(
    folder: Path,
    site: Mapping[str, str | bytes],
    *,
    site_url: str = "https://a.example/",
    publish: str = "",
    lasting: frozenset[str] = frozenset(),
) -> Here:
    """Write the files below a folder and return what a publish needs of them."""
    files = {}
    publish = publish or f"p{secrets.token_hex(4)}"
    for path, text in site.items():
        data = text.encode() if isinstance(text, str) else text
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        files[path] = Entry(sha256=sha256, size=len(data), publish=publish)
    return Here(
        folder=folder,
        site=site_url,
        site_url=site_url,
        publish=publish,
        commit="",
        files=files,
        lasting=lasting,
    )
