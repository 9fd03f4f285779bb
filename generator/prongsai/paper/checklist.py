"""The checklist as a paper: every item in official order, its date and address."""

from prongsai.pages.checklist import ChecklistView
from prongsai.paper.blocks import Group, Section, plain, table
from prongsai.paper.official import say
from prongsai.thai.dates import format_short

COLUMNS = {"item": 0.8, "item-title": 7, "data-date": 1.6, "address": 6}


def checklist_section(view: ChecklistView, site_url: str | None) -> Section:
    """Return the table; an item without a page has dashes."""
    dash = say("nothing-yet")
    base = site_url.rstrip("/") + "/" if site_url else "/"
    return Section(
        title="",
        lines=(),
        tables=(
            table(
                [say(name) for name in COLUMNS],
                (
                    Group(
                        heading=f"{sub.code} {sub.title}",
                        rows=tuple(
                            (
                                plain(row.item.code),
                                plain(row.item.title),
                                plain(format_short(row.updated))
                                if row.updated
                                else plain(dash),
                                plain(f"{base}{row.address}" if row.address else dash),
                            )
                            for row in rows
                        ),
                    )
                    for sub, rows in view.groups
                ),
                tuple(COLUMNS.values()),
            ),
        ),
    )
