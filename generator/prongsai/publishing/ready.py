"""The site that is ready to be published: checked, and built of what is there now."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from prongsai import last_build
from prongsai.building import build, plan_site
from prongsai.findings import Finding
from prongsai.site.page_types import Plan
from prongsai.storage.content_folder import read_whole


class NotReadyError(Exception):
    """Something stops publication.

    Attributes:
        findings: what is wrong.
        broken: whether the site is wrong that we made of right content: our own bug.
    """

    def __init__(self, findings: Sequence[Finding], *, broken: bool = False) -> None:
        """Keep why."""
        super().__init__()
        self.findings, self.broken = findings, broken


def planned(root: Path, today: datetime.date) -> Plan:
    """Check the content and return the plan of the site.

    Raises:
        NotReadyError: something is wrong with the content.
    """
    checked, plan = plan_site(read_whole(root), today)
    if plan is None:
        raise NotReadyError(checked.findings)
    return plan


def ready(
    root: Path, today: datetime.date, building: Callable[[], None] = lambda: None
) -> Plan:
    """Check the content, build the site unless that was done, and return its plan.

    Args:
        root: the project.
        today: the day of the build.
        building: is called before a site is built, which takes a while.

    Raises:
        NotReadyError: something is wrong with the content, also where it changed
            since it was checked; or we made a broken site.
    """
    plan = planned(root, today)
    if not is_built(root, today):
        building()
        built = build(root, today)
        if built.site_errors:
            raise NotReadyError(built.site_errors, broken=True)
        if not built.current:
            raise NotReadyError(built.findings)
    return plan


def is_built(root: Path, today: datetime.date) -> bool:
    """Return whether the site that was built is that of the content as it is now."""
    return last_build.unchanged(root, today) is not None
