"""The open data of the repository's content, made once."""

import pytest

from open_data import files_of, plan_of
from prongsai.site.page_types import Plan


@pytest.fixture(scope="session")
def plan() -> Plan:
    return plan_of()


@pytest.fixture(scope="session")
def files(plan: Plan) -> dict[str, bytes]:
    return files_of(plan)
