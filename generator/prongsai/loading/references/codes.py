"""Check that codes of items, questions and indicators exist in their year."""

from collections.abc import Iterator

from prongsai.findings import Finding
from prongsai.loading.content import Content, Loaded
from prongsai.loading.references.mistakes import error
from prongsai.model.catalogue import Catalogue
from prongsai.model.fields import Record
from prongsai.thai.codes import INSTRUMENTS, Reference, kind_of
from prongsai.yaml.reader import YamlPath


def unknown_code(
    loaded: Loaded[Record], reference: Reference, path: YamlPath, content: Content
) -> Iterator[Finding]:
    """Find a code that its year does not have; years without rules are not judged."""
    year = reference.year or loaded.year
    rules = content.catalogues.get(year)
    if rules is None or _is_in(rules, reference.code):
        return
    items = [item.code for item in rules.items]
    yield error(
        loaded,
        "unknown-code",
        path,
        str(reference),
        value=reference.code,
        year=year,
        last=items[-1] if items else "–",
    )


def _is_in(rules: Catalogue, code: str) -> bool:
    match kind_of(code):
        case "instrument":
            return code in INSTRUMENTS
        case "item":
            return any(item.code == code for item in rules.items)
        case "question":
            known = {question.code for question in rules.questions}
            return not known or code in known
        case "indicator":
            return any(indicator.code == code for indicator in rules.indicators)
        case _:
            return any(sub.code == code for sub in rules.sub_indicators)
