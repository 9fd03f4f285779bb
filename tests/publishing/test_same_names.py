"""Servers that take two names for one: capital letters, two ways to write a letter."""

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any  # of the server's class

import pytest
from pyftpdlib.filesystems import AbstractedFS

from prongsai.publishing.here import Here
from publishing_project import served
from publishing_to import bring
from target_servers import USER, Place, open_folder, pyftpd

CAFE = "é"
Site = Callable[[Mapping[str, str]], Here]

pytestmark = pytest.mark.usefixtures("known_password")


class FoldedFS(AbstractedFS):  # type: ignore[misc]  # pyftpdlib has no types
    """A disk as of Windows or macOS: a name finds the file in any capital letters."""

    def ftp2fs(self, ftppath: str) -> str:
        """Return the file of that name, however it is written."""
        place = Path(self.root)
        for name in Path(self.ftpnorm(ftppath)).parts[1:]:
            place /= next((one for one in names(place) if same(one, name)), name)
        return str(place)


def names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()] if folder.is_dir() else []


def same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFD", one).casefold() == (
        unicodedata.normalize("NFD", other).casefold()
    )


RENAMED = [
    ("a/files/Plan.PDF", "a/files/plan.pdf"),
    ("Ban-Rai/files/1.pdf", "ban-rai/files/1.pdf"),
    (f"a/files/{CAFE}.pdf", unicodedata.normalize("NFD", f"a/files/{CAFE}.pdf")),
]


@pytest.mark.parametrize(
    ("before", "now", "folded"),
    [
        *((*names, True) for names in RENAMED),
        (*RENAMED[0], False),
        (*RENAMED[1], False),
    ],
)
def test_a_file_whose_name_changes_in_capital_letters_alone_stays(
    before: str, now: str, root: Path, site: Site, *, folded: bool
) -> None:
    more: dict[str, Any] = {"abstracted_fs": FoldedFS} if folded else {}
    with open_folder() as folder, pyftpd(None, folder, **more) as server:
        url = f"ftp://{USER}@127.0.0.1:{server.port}/ita"
        place = Place(folder=folder / "ita", url=url)
        bring(root, place, site({"index.html": "1", before: "plan"}))
        for _ in range(2):
            bring(root, place, site({"index.html": "2", now: "new plan"}))
            there = served(place.folder)
            assert there.pop("index.html") == b"2"
            assert {unicodedata.normalize("NFC", one).casefold() for one in there} == {
                unicodedata.normalize("NFC", now).casefold()
            }
            assert [*there.values()] == [b"new plan"]
