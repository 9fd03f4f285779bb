"""Lines of FTP servers without MLSD."""

import pytest

from each import each
from prongsai.publishing.transport.ftp_listing import in_letters, read_line


@each(
    ("line", "row"),
    [
        (
            "drwxr-xr-x   2 1000  1000   4096 Nov 26 10:00 a b",
            ("a b", "directory", 4096),
        ),
        ("-rw-r--r--   1 ftp   ftp     120 Nov 26  2025 x.pdf", ("x.pdf", "file", 120)),
        ("lrwxrwxrwx 1 0 0 4 Nov 26 10:00 now -> old", ("now", "file", 4)),
        ("11-26-26  10:00PM       <DIR>          a b", ("a b", "directory", 0)),
        ("11-26-2026  22:00             1234 index.html", ("index.html", "file", 1234)),
        ("total 12", None),
        ("drwxr-xr-x 2 0 0 4096 Nov 26 10:00 ..", None),
    ],
)
def test_lines_as_ls_and_dir_write_them_are_read(
    line: str, row: tuple[str, str, int] | None
) -> None:
    assert read_line(line) == row


@each("line", ["", "+i8388621.48594,m825718503,r,s280,\tx.html"])
def test_a_line_of_another_form_is_not_guessed(line: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_line(line)


@each("encoding", ["utf-8", "tis-620"])
def test_thai_names_are_read_in_either_encoding(encoding: str) -> None:
    assert in_letters("แผน 2569".encode(encoding).decode("latin-1")) == "แผน 2569"
