"""The ways in the header of a site of one agency."""

import dataclasses

from checkout import ROOT
from prongsai.loading.load import load
from prongsai.model.site import Mode
from prongsai.pages.context import Context
from prongsai.site.identity import of_site
from prongsai.storage.content_folder import read_sources


def test_the_contact_of_the_only_agency_is_on_the_home_page() -> None:
    content, _ = load(read_sources(ROOT))
    assert content is not None
    own = content.site.value.model_copy(
        update={"mode": Mode.AGENCY, "agency": "tambon-tuayang"}
    )
    site = dataclasses.replace(content.site, value=own)
    shown = of_site(Context.of(dataclasses.replace(content, site=site)))
    assert shown["name"] == "ทต.ตัวอย่าง"
    assert shown["home"] == "."
    ways = shown["ways"]
    assert isinstance(ways, list)
    assert ways[-1] == {"title": "ติดต่อ", "address": ".", "anchor": "#contact"}
    assert ways[1] == {"title": "รายการ OIT", "address": "2569/", "anchor": ""}
