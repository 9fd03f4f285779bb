"""Build a site, agency by agency: read, check, lay out, render, fill, verify, swap.

Each agency is a chapter: `draft` writes its Markdown and returns what the rest of the
site has to know of it (`Facts`); `cover` makes the pages of the site as a whole from
these facts alone; `finish` makes the HTML of a chapter and verifies it. Both steps keep
what they made under a hash of all that it rests on. `run.build` is the spine.
"""

from prongsai.building.facts import terms
from prongsai.building.fragments import export_fragments
from prongsai.building.planned import plan_site
from prongsai.building.run import Built, build

__all__ = ["Built", "build", "export_fragments", "plan_site", "terms"]
