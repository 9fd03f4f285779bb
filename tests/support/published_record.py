"""A small site with its record of published addresses, planned or checked."""

import datetime
from pathlib import Path

from prongsai import messages
from prongsai.building import plan_site
from prongsai.findings import has_errors
from prongsai.site import published_addresses
from prongsai.site.page_types import Plan
from prongsai.storage.content_folder import Sources, read_sources

TODAY = datetime.date(2025, 3, 31)


def write(root: Path, text: str) -> None:
    (root / "content/published.yml").write_text(text, encoding="utf-8")


def plan(root: Path) -> Plan:
    return planned(read_sources(root))


def planned(sources: Sources) -> Plan:
    checked, made = plan_site(sources, TODAY)
    assert made is not None, checked.findings
    return made


def said(root: Path) -> list[str]:
    """Return what is said of addresses: line, code, whole message."""
    checked, made = plan_site(read_sources(root), TODAY)
    found = [one for one in checked.findings if one.code in published_addresses.CODES]
    assert (made is None) == has_errors(found), "a lost address forbids the build"
    return [
        f"{one.place.line} [{one.code}] {messages.message(one)}"
        for one in sorted(found, key=lambda one: one.place)
    ]
