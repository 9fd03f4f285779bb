"""Single pages without a build."""

from pathlib import Path

import pytest

from checkout import ROOT
from prongsai.loading.load import load
from prongsai.site.frame import Frames
from prongsai.site.page_types import lay_out
from prongsai.storage.content_folder import read_sources

pytestmark = pytest.mark.site


def test_a_page_of_a_hub_says_whose_it_is(tmp_path: Path) -> None:
    content, _ = load(read_sources(ROOT))
    assert content is not None
    plan, frames = lay_out(content), Frames(root=tmp_path)
    for address in ("plalai/", "tambon-tuayang/2569/o1/"):
        page = next(one for one in plan.pages if one.address == address)
        assert page.agency is not None
        html = frames.page(plan, page)
        assert f'title="{page.agency.agency.value.name}"' in html
    assert frames.file(plan, "assets/css/prongsai.css") is not None
