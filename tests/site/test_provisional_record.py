"""What rests on a draft of the year's list is not recorded as published."""

import datetime

from prongsai.building import plan_site
from prongsai.site.page_types import Plan
from prongsai.site.published_addresses import provisional_addresses
from prongsai.site.record import recorded
from small_site import AGENCY, sources

TODAY = datetime.date(2026, 11, 26)
DISCLOSED = """\
items:
  - code: O1
    evidence: [{id: chart, title: แผนผัง, file: แผนผัง.png}]
"""


def _plan() -> Plan:
    given = sources(
        {
            f"{AGENCY}/2570/disclosures.yml": DISCLOSED,
            f"{AGENCY}/2570/measures.yml": "measures: [{id: m1, title: สื่อสาร}]\n",
        },
        (
            f"{AGENCY}/2568/files/ภาพ.png",
            f"{AGENCY}/2570/files/แผนผัง.png",
        ),
    )
    checked, plan = plan_site(given, TODAY)
    assert plan is not None, checked.findings
    return plan


def test_items_of_a_draft_have_pages_that_are_not_recorded() -> None:
    plan = _plan()
    pages = {page.address for page in plan.pages}
    assert {"ban-rai/2570/o1/", "ban-rai/2570/measures/"} <= pages
    drafts = provisional_addresses(plan)
    assert {"/ban-rai/2570/o1/", "/ban-rai/2570/files/chart.png"} <= drafts
    files, _ = recorded(plan, {})
    text = files["content/published/ban-rai.yml"].decode()
    assert "/ban-rai/2570/measures/\n" in text
    assert "/ban-rai/2568/o1/\n" in text
    assert not [one for one in drafts if f"- {one}\n" in text]
