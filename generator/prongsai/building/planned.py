"""The plan of a whole site, for whoever needs all of its pages at once."""

import datetime

from prongsai.checking import Checked, check_sources
from prongsai.site.page_types import Plan
from prongsai.site.planned import plan_checked
from prongsai.storage.content_folder import Sources


def plan_site(sources: Sources, today: datetime.date) -> tuple[Checked, Plan | None]:
    """Check the sources and plan the site; with errors there is no plan.

    Pure: same sources and day, same plan.
    """
    return plan_checked(check_sources(sources, today), sources)
