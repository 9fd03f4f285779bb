"""A field that is filled in is named by the diff, whatever the field.

One that is part of what identifies an entry makes it another entry.
"""

import copy
from typing import Any

import pytest

from each import each
from model_walk import Field, fields, good, with_value
from prongsai.comparing.compare import ChangeKind, compare
from prongsai.comparing.pairing import KEYS
from prongsai.model.agency import Agency
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.model.site import Site
from prongsai.model.survey import Survey
from prongsai.yaml.reader import YamlTree

FIELDS = [
    pytest.param(model, one, id=f"{model.__name__}.{one}")
    for model in (Agency, Disclosures, Measures, Scores, Site, Survey)
    for one in fields(model)
    if not one.required
]


@each(("model", "one"), FIELDS)
def test_a_field_that_is_filled_in_is_named(model: type[Record], one: Field) -> None:
    after = with_value(model, one, _said(one))
    before = copy.deepcopy(after)
    record: Any = before
    for step in one.path:
        record = record[step]
    del record[one.name]

    found = list(compare(model.model_validate(before), model.model_validate(after)))
    if one.name in KEYS.get(one.record.__name__, ()):
        assert found[-1].kind in {ChangeKind.ADDED, ChangeKind.CHANGED}
    else:
        assert [one.name in change.path for change in found] == [True]


def _said(one: Field) -> YamlTree:
    """Return a value that is not the one of a record without the field."""
    if one.type != "choice":
        return good(one)
    unsaid = one.record.model_fields[one.name].default
    return str([choice for choice in one.inner if choice is not unsaid][-1])
