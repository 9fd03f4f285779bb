"""The packaged rules of each year, one year a test."""

import pytest
import yaml

from packaged_catalogues import ITEMS, text_of
from prongsai.model import catalogue as model


@pytest.fixture(scope="session")
def catalogues() -> dict[int, model.Catalogue]:
    return {
        year: model.Catalogue.model_validate(yaml.load(text_of(year), yaml.CBaseLoader))
        for year in ITEMS
    }


@pytest.fixture(params=ITEMS)
def year(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def rules(catalogues: dict[int, model.Catalogue], year: int) -> model.Catalogue:
    return catalogues[year]
