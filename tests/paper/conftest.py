"""The papers of the repository's content, set once for all tests."""

from collections.abc import Mapping

import pytest

from checkout import content_sources
from papers_made import LAST_DAY, content_of
from prongsai.loading.content import Content
from prongsai.paper.kinds import Paper, papers
from prongsai.storage.content_folder import Sources


@pytest.fixture(scope="session")
def sources() -> Sources:
    return content_sources(LAST_DAY)


@pytest.fixture(scope="session")
def content(sources: Sources) -> Content:
    return content_of(sources)


@pytest.fixture(scope="session")
def planned(content: Content) -> Mapping[str, Paper]:
    return {paper.path: paper for paper in papers(content)}
