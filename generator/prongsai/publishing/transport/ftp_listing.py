"""What FTP servers without MLSD answer to LIST: lines as `ls` or `dir` write them."""

import re

_DOS = re.compile(
    r"\d\d-\d\d-\d\d(?:\d\d)? +\d\d:\d\d(?:[AP]M)? +(?P<size><DIR>|\d+) +(?P<name>.+)"
)
_THAI = re.compile(r"[\x20-\x7e\u0e00-\u0e7f]+")
_LINE_ABOVE = "total"
_HERE = frozenset({".", ".."})


def read_line(line: str) -> tuple[str, str, int] | None:
    """Return name, type and size of one entry; None for a line that is none.

    Raises:
        ValueError: the line is in a form that is not known.
    """
    if dos := _DOS.fullmatch(line):
        folder = dos["size"] == "<DIR>"
        size = 0 if folder else int(dos["size"])
        return in_letters(dos["name"]), "directory" if folder else "file", size
    words = line.split(maxsplit=8)
    if words[:1] == [_LINE_ABOVE]:
        return None
    if len(words) < 9:
        message = "neither ls nor dir"
        raise ValueError(message)
    name = in_letters(words[8].partition(" -> ")[0])
    kind = "directory" if line.startswith("d") else "file"
    return None if name in _HERE else (name, kind, int(words[4]))


def in_letters(latin: str) -> str:
    """Return a name that was read byte by byte: Thai of old systems, or UTF-8.

    Some Thai words of old systems are valid UTF-8, too, of letters not used here.
    """
    data = latin.encode("latin-1")
    try:
        name = data.decode()
    except UnicodeDecodeError:
        name = ""
    return name if _THAI.fullmatch(name) else data.decode("cp874", "replace")
