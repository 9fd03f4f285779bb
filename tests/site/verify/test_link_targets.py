"""Links of a built site resolve as browsers resolve them."""

import itertools
import posixpath

import pytest

from prongsai.site.verify.link_targets import target

PIECES = ("../", "./", "a/", "b", "c/", "..", ".")
PAGES = ("index.html", "a/index.html", "a/b/index.html", "x/y/z/index.html")


@pytest.mark.parametrize("page", PAGES)
def test_every_way_of_up_to_four_pieces_is_what_the_long_way_gives(page: str) -> None:
    for count in range(1, 5):
        for pieces in itertools.product(PIECES, repeat=count):
            link = "".join(pieces)
            long = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
            ending = "/" if link.endswith("/") and long != "." else ""
            expected = ("" if long == "." else long) + ending

            assert target(page, link, "/") == (expected, ""), link
