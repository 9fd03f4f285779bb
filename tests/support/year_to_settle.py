"""A year that was entered by a draft of its list, and the list that comes."""

import datetime
from typing import Any

from prongsai.loading.catalogues import catalogue
from prongsai.loading.published import record_files
from prongsai.storage.content_folder import Sources
from prongsai.yaml.writer import dump
from prongsai.years.moving import tree_of
from small_site import AGENCY

TODAY = datetime.date(2026, 11, 26)
DISCLOSURES = f"{AGENCY}/2570/disclosures.yml"
LIST = "content/catalogue/2570.yml"
KNOWN = catalogue(2569)
CODES = [item.code for item in KNOWN.items] if KNOWN else []
TITLES = {item.code: item.title for item in KNOWN.items} if KNOWN else {}


def enter(codes: list[str]) -> str:
    """Return a file in which every item says who it was, with a comment."""
    lines = ["# ปีที่เพิ่งเริ่ม", "codes_of: 2569", "items:"]
    for code in codes:
        name = code.lower()
        url = f"https://www.example.go.th/{name}#a"
        lines += [
            f"  # ก่อน {code} # สองชั้น",
            f"  - code: {code}  # เดิม {code}",
            f"    explanation: คำอธิบายของ {code} เดิม",
            "    evidence:",
            "      # เอกสาร",
            f"      - {{id: {name}-page, title: หน้า {code}, url: '{url}'}} # '{code}'",
        ]
    return "\n".join(lines) + "\n"


def item_list(moves: dict[str, str | None]) -> str:
    """Return a list of 2570: the new code and title of each old item, None: gone."""
    items: list[Any] = [
        {"code": new, "title": TITLES[old], "follows": [f"2569:{old}"]}
        for old, new in moves.items()
        if new is not None
    ]
    return "items_known: true\n" + dump({"fiscal_year": "2570", "items": items})


def with_words(given_sources: Sources, changes: dict[str, bytes]) -> Sources:
    texts = {**given_sources.texts, **changes}
    return Sources(texts=texts, attachments=given_sources.attachments)


def tree_in(files: Sources) -> Any:
    return tree_of(files.texts[DISCLOSURES], DISCLOSURES)


def published(files: Sources) -> Any:
    """Return what all files of the record say together."""
    trees = [tree_of(files.texts[path], path) for path in record_files(files.texts)]
    return {
        name: [one for tree in trees for one in tree.get(name) or []]
        for name in ("addresses", "redirects")
    }
