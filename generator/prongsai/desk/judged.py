"""What would be written is read first: a mistake is refused next to its field."""

from collections.abc import Mapping

from prongsai.desk.beside import Remark, remark
from prongsai.findings import Finding
from prongsai.loading.validate import shape
from prongsai.model.fields import Record
from prongsai.yaml.reader import read_yaml


class RefusedError(Exception):
    """What was typed would stop publication: with what is wrong."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings."""
        super().__init__(", ".join(one.code for one in findings))
        self.findings = findings

    def remarks(self, language: str) -> Mapping[str, tuple[Remark, ...]]:
        """Return what is wrong by the field."""
        found: dict[str, tuple[Remark, ...]] = {}
        for one in self.findings:
            found[one.field] = (*found.get(one.field, ()), remark(one, language))
        return found


def judged(model: type[Record], data: bytes, path: str) -> Record:
    """Return what a file would say, if it can be read as it would be written.

    Raises:
        RefusedError: it could not be.
    """
    value, findings = shape(model, read_yaml(data, path))
    if value is None:
        raise RefusedError(findings)
    return value
