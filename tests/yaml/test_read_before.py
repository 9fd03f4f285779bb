"""What was read when the program was packed is what reading gives."""

import hashlib
import json

import pytest

from prongsai.desk.tab.contents import read_beforehand
from prongsai.yaml import read_before, reader


@pytest.mark.slow
def test_the_programs_own_files_are_known_by_their_bytes_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, data = read_beforehand()
    known = json.loads(data)
    assert name == "prongsai/yaml/read-before.json"
    assert len(known) > 40
    own = b"a: 1\nb: [2, 3]\n"
    monkeypatch.setattr(read_before, "_trees", lambda: known)
    assert reader.read_yaml(own, "a.yml").tree == {"a": "1", "b": ["2", "3"]}
    known[hashlib.sha256(own).hexdigest()] = {"a": "as it was packed"}
    reader._read.cache_clear()
    assert reader.read_yaml(own, "a.yml").tree == {"a": "as it was packed"}
    reader._read.cache_clear()
