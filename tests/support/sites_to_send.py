"""Small sites to send to real servers."""

import os
from collections.abc import Mapping

SITE: Mapping[str, str | bytes] = {
    "index.html": "home",
    "404.html": "not here",
    "sitemap.xml": "<urlset/>",
    "assets/search-index.js": "x",
    **{f"assets/css/{number}.css": f"css {number}" for number in range(4)},
    **{f"a/2568/o{number}/index.html": f"page {number}" for number in range(5)},
    **{f"a/2568/files/{number}.pdf": bytes([number]) * 9000 for number in range(4)},
    "a/2568/files/big.pdf": os.urandom(300_000),
    "a/2568/files/แผน (ฉบับที่ 1) é.pdf": "plan",
}


CHANGED = {
    **{path: data for path, data in SITE.items() if path != "assets/css/3.css"},
    "index.html": "new home",
    "b/2569/o1/index.html": "a new page",
}


def in_bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
