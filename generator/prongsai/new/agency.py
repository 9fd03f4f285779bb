"""The files of a new agency: who it is, and a year with its items and nothing else."""

from collections.abc import Mapping
from importlib.resources import files

from prongsai.loading.catalogues import rules_of
from prongsai.model.site import Mode
from prongsai.new.answers import Answers
from prongsai.yaml.writer import Bare, Commented, Tree, dump, scalar

_YEAR_FILES = ("measures.yml", "survey.yml")
"""Files of the year that are only an explanation and a place to type."""


def agency_files(answers: Answers) -> Mapping[str, bytes]:
    """Return the files of the agency by path."""
    agency = f"content/agencies/{answers.folder}/agency.yml"
    own = {agency: template("agency.yml") + _agency(answers)}
    return {**own, **year_files(answers.folder, answers.year)}


def year_files(slug: str, year: int) -> Mapping[str, bytes]:
    """Return the files of a year of an agency by path: its items, nothing else yet."""
    folder = f"content/agencies/{slug}/{year}"
    made = {f"{folder}/{name}": _of_year(template(name), year) for name in _YEAR_FILES}
    head = _of_year(template("disclosures.yml"), year)
    made[f"{folder}/disclosures.yml"] = head + dump(_items(year)).encode()
    return made


def template(name: str) -> bytes:
    """Return a file of `new_site/` in the package."""
    return (files("prongsai") / "new_site" / name).read_bytes()


def _agency(answers: Answers) -> bytes:
    said: dict[str, Tree] = {"name": answers.name, "kind": answers.kind.value}
    if answers.district:
        said["district"] = answers.district
    said["province"] = answers.province
    return dump(said).encode() + template("agency-more.yml")


def _of_year(text: bytes, year: int) -> bytes:
    return text.replace(b"@YEAR@", str(year).encode())


def _items(year: int) -> Mapping[str, Tree]:
    """Return the year's items by code, with their titles next to them.

    While the year has no list of its own, it says of which year the codes are.
    """
    rules = rules_of(year)
    items = rules.items if rules else ()
    codes = [{"code": Commented(item.code, item.title)} for item in items]
    draft = (
        {"codes_of": Bare(str(rules.list_year))} if rules and rules.carried_from else {}
    )
    return {**draft, "items": codes}


def site_lines(title: str, site: Mode, folder: str) -> bytes:
    """Return `site.yml` of a site that begins with the agency in `folder`."""
    own = f"agency: {folder}\n" if site is Mode.AGENCY else ""
    text = template("site.yml").replace(b"@TITLE@", scalar(title).encode())
    return text.replace(b"@MODE@\n", f"mode: {site.value}\n{own}".encode())
