"""The open data of the repository's content, made once."""

import pytest

from made_once import made_once
from open_data import files_of, plan_of
from prongsai.site.page_types import Plan


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return made_once(tmp_path_factory, "open-data", lambda _: plan_of())


@pytest.fixture(scope="session")
def files(plan: Plan) -> dict[str, bytes]:
    return files_of(plan)
