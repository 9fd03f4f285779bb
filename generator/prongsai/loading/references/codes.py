"""Check that codes of items, questions and indicators exist in their year."""

from collections.abc import Iterator

from prongsai.loading.catalogues import catalogue, catalogue_years
from prongsai.loading.content import Content, Loaded
from prongsai.loading.references.mistakes import Mistake, error
from prongsai.model.catalogue import Catalogue
from prongsai.model.fields import Record
from prongsai.thai.codes import INSTRUMENTS, Reference, kind_of
from prongsai.yaml.reader import YamlPath


def unknown_code(
    loaded: Loaded[Record], reference: Reference, path: YamlPath, content: Content
) -> Iterator[Mistake]:
    """Find a code that its year does not have; years without rules are not judged."""
    year = reference.year or loaded.year
    rules = content.catalogues.get(year)
    if rules is None or reference.code in codes_like(rules, reference.code):
        return
    yield not_in_year(loaded, path, str(reference), rules)


def unknown_reference(
    loaded: Loaded[Record], reference: Reference, path: YamlPath, content: Content
) -> Iterator[Mistake]:
    """Find the same where a year may be before the code; name one that has it."""
    code, year = reference.code, reference.year or loaded.year
    for wrong in unknown_code(loaded, reference, path, content):
        books = [book for one in catalogue_years() if (book := catalogue(one))]
        others = [
            book.fiscal_year
            for book in books
            if book.fiscal_year < year and code in codes_like(book, code)
        ]
        if not others:
            yield wrong
            continue
        facts: dict[str, str | int]
        facts = {"value": code, "year": year, "other": max(others)}
        yield error(loaded, "code-without-its-year", path, str(reference), **facts)


def not_in_year(
    loaded: Loaded[Record], path: YamlPath, said: str, rules: Catalogue
) -> Mistake:
    """Return the finding of a code that a year lacks, with those that it has."""
    code = said.rpartition(":")[2]
    known = codes_like(rules, code)
    return error(
        loaded,
        "unknown-code",
        path,
        said,
        value=code,
        year=rules.fiscal_year,
        first=known[0] if known else "–",
        last=known[-1] if known else "–",
    )


def codes_like(rules: Catalogue, code: str) -> tuple[str, ...]:
    """Return the codes of a year that are of the kind of `code`, in their order."""
    match kind_of(code):
        case "instrument":
            return tuple(INSTRUMENTS)
        case "item":
            return tuple(item.code for item in rules.items)
        case "question":
            known = tuple(question.code for question in rules.questions)
            return (
                tuple(one for one in known if one[0] == code[0]) if known else (code,)
            )
        case "indicator":
            return tuple(indicator.code for indicator in rules.indicators)
        case _:
            return tuple(sub.code for sub in rules.sub_indicators)
