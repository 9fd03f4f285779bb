"""A hub of three small agencies, and ways to edit its files as anybody might."""

import shutil
from collections.abc import Callable
from pathlib import Path

from small_site import FILES, PICTURE, SITE

SLUGS = ("ban-klang", "ban-nok", "ban-rai")
SURVEY = "link: https://itas.nacc.go.th/go/eit/abc12\nopens: 2568-02-01\n"


def write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def make_project(root: Path) -> Path:
    """Write three small agencies of a hub, of which two share a survey."""
    shutil.rmtree(root, ignore_errors=True)
    for slug in SLUGS:
        for path, text in SITE.items():
            write(root, path.replace("ban-rai", slug), text)
        for path in FILES:
            picture = root / path.replace("ban-rai", slug)
            picture.parent.mkdir(parents=True, exist_ok=True)
            picture.write_bytes(PICTURE)
    for slug in SLUGS[:2]:
        write(root, f"content/agencies/{slug}/2568/survey.yml", SURVEY)
    return root


Edit = Callable[[Path, int], None]


def files(root: Path) -> list[Path]:
    return sorted(path for path in (root / "content").rglob("*") if path.is_file())


def one_of(root: Path, at: int) -> Path:
    return files(root)[at % len(files(root))]


def drop_a_line(root: Path, at: int) -> None:
    path = one_of(root, at)
    lines = path.read_bytes().split(b"\n")
    del lines[at % len(lines)]
    path.write_bytes(b"\n".join(lines))


def double_a_line(root: Path, at: int) -> None:
    path = one_of(root, at)
    lines = path.read_bytes().split(b"\n")
    lines.insert(at % len(lines), lines[at % len(lines)])
    path.write_bytes(b"\n".join(lines))


def remove_a_file(root: Path, at: int) -> None:
    if len(files(root)) > 1:
        one_of(root, at).unlink()


def break_a_file(root: Path, at: int) -> None:
    one_of(root, at).write_bytes(b"name: [\n")


def remove_an_agency(root: Path, at: int) -> None:
    shutil.rmtree(
        root / "content" / "agencies" / SLUGS[at % len(SLUGS)], ignore_errors=True
    )


def copy_an_agency(root: Path, at: int) -> None:
    agencies = root / "content" / "agencies"
    source = agencies / SLUGS[at % len(SLUGS)]
    if source.is_dir():
        shutil.copytree(source, agencies / f"copy-{at}", dirs_exist_ok=True)


def add_a_stray_file(root: Path, at: int) -> None:
    places = ("", "agencies/", "agencies/ban-rai/", "agencies/only-files/2568/files/")
    write(root, f"content/{places[at % len(places)]}stray-{at}.yml", "a: 1\n")


def add_an_attachment(root: Path, at: int) -> None:
    slug = SLUGS[at % len(SLUGS)]
    text = f"โทร 081-234-56{at % 100:02d}\n"
    write(root, f"content/agencies/{slug}/2568/files/{at}.txt", text)


def say_another_mode(root: Path, at: int) -> None:
    said = ("mode: agency", "mode: agency\nagency: ban-rai", "mode: hub", "mode: x")
    write(
        root,
        "content/site.yml",
        f"version: 1\ntitle: ก โทร 0812345678\n{said[at % len(said)]}\n",
    )


def read_a_list_of_its_own(root: Path, at: int) -> None:
    year = 2568 + at % 4
    write(
        root, f"content/catalogue/{year}.yml", f"fiscal_year: {year}\nitems: [{{}}]\n"
    )


def link_an_agency(root: Path, at: int) -> None:
    link = root / "content" / "agencies" / f"link-{at}"
    if not link.is_symlink():
        link.symlink_to("ban-rai")


def share_a_survey(root: Path, at: int) -> None:
    slug = SLUGS[at % len(SLUGS)]
    year = 2567 + at % 3
    write(root, f"content/agencies/{slug}/{year}/survey.yml", SURVEY)


EDITS: tuple[Edit, ...] = (
    drop_a_line,
    double_a_line,
    remove_a_file,
    break_a_file,
    remove_an_agency,
    copy_an_agency,
    add_a_stray_file,
    add_an_attachment,
    say_another_mode,
    read_a_list_of_its_own,
    link_an_agency,
    share_a_survey,
)
"""Each takes the project and a number that says where."""
