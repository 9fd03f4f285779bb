"""Plan what was checked, and hold the plan against what was published before."""

from dataclasses import replace

from prongsai.checking import Checked
from prongsai.findings import has_errors, worst_first
from prongsai.paper.current import offer
from prongsai.site.page_types import Plan, lay_out
from prongsai.site.published_addresses import check_published, live_addresses
from prongsai.storage.content_folder import Sources


def plan_checked(checked: Checked, sources: Sources) -> tuple[Checked, Plan | None]:
    """Plan what was checked; no plan where published addresses would be lost."""
    checked, plan, lost = laid_out(checked, sources)
    return checked, None if lost else plan


def laid_out(checked: Checked, sources: Sources) -> tuple[Checked, Plan | None, bool]:
    """Plan what was checked, and hold the plan against what was published before.

    Returns:
        All findings, the plan (None where errors forbid one), and whether addresses
        that were published are lost, so that it must not be built.
    """
    if checked.content is None or has_errors(checked.findings):
        return checked, None, False
    papers = offer(checked.content, sources.papers)
    plan = lay_out(checked.content, papers.pages)
    lost = check_published(plan.context.content.published, live_addresses(plan))
    findings = worst_first((*checked.findings, *papers.findings, *lost))
    return replace(checked, findings=findings), plan, has_errors(lost)
