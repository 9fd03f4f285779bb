"""A small site, as text by path, ready to be published."""

import hashlib
import secrets
from collections.abc import Mapping
from pathlib import Path

from prongsai.publishing.here import Here
from prongsai.publishing.manifest import Entry
from prongsai.publishing.version import Version, build_hash


def here_of(
    folder: Path,
    site: Mapping[str, str | bytes],
    *,
    site_url: str = "https://a.example/",
    publish: str = "",
    lasting: frozenset[str] = frozenset(),
) -> Here:
    """Write the files below a folder and return what a publish needs of them."""
    files, hashes = {}, {}
    publish = publish or f"p{secrets.token_hex(4)}"
    for path, text in site.items():
        data = text.encode() if isinstance(text, str) else text
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        sha256 = hashlib.sha256(data).hexdigest()
        hashes[path] = sha256
        files[path] = Entry(sha256=sha256, size=len(data), publish=publish)
    return Here(
        folder=folder,
        site=site_url,
        site_url=site_url,
        publish=publish,
        version=Version(build=build_hash(hashes)),
        files=files,
        lasting=lasting,
    )
