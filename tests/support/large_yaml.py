"""YAML of any size that is made to cost time and memory.

Each is a function of the size in bytes; what is in it is meant for one file of a year
or a site, or for all of them.
"""

from collections.abc import Callable, Mapping

Make = Callable[[int], bytes]


def _filled(begin: str, piece: str, end: str = "") -> Make:
    """Return what makes a text of at most a size: the piece as often as it fits."""

    def make(size: int) -> bytes:
        times = (size - len((begin + end).encode())) // len(piece.encode())
        return begin.encode() + piece.encode() * times + end.encode()

    return make


def _counted(begin: str, piece: str) -> Make:
    """Return the same with another number in each piece."""

    def make(size: int) -> bytes:
        lines, length, number = [begin], len(begin), 0
        while length < size - 200:
            lines.append(piece.format(number))
            length += len(lines[-1].encode())
            number += 1
        return "".join(lines).encode()

    return make


def _stairs(size: int) -> bytes:
    """Return mappings in mappings, each further to the right."""
    lines, length, depth = list[str](), 0, 0
    while length < size - 5_000:
        lines.append(f"{' ' * depth}a:\n")
        length += len(lines[-1])
        depth += 1
    return "".join(lines).encode()


LARGE_YAML: Mapping[str, Make] = {
    "a list": _filled("", "- a\n"),
    "numbered keys": _counted("", "k{}: 1\n"),
    "one key": _filled("", "k: 1\n"),
    "a list in brackets": _filled("a: [", "a,", "]"),
    "braces": _filled("a: [", "{},", "]"),
    "open brackets": _filled("a: ", "["),
    "open braces": _filled("a: ", "{"),
    "dashes": _filled("", "- "),
    "question marks": _filled("", "? "),
    "stairs": _stairs,
    "anchors": _counted("", "- &a{} a\n"),
    "aliases": _filled("a: &a [1]\nb:\n", "- *a\n"),
    "laughs": lambda _: (
        b"a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"a%d: &a%d [%b]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9))
            for n in range(1, 30)
        )
    ),
    "merges": _filled("a: &a {b: c}\nd:\n", "- {<<: *a}\n"),
    "tags": _filled("", "- !!python/object:os.system a\n"),
    "escapes": _filled('a: "', "\\u0e01", '"'),
    "one long line": _filled("a: ", "ก"),
    "a long key": _filled("", "ก", ": 1"),
    "many lines of a text": _filled("a: >\n", "  ก\n"),
    "blank lines": _filled("a: |\n", "\n"),
    "remarks": _filled("", "# ก\n"),
    "one remark": _filled("# ", "ก"),
    "blanks": _filled("", " "),
    "tabs": _filled("a:\n", "\t"),
    "returns": _filled("a: b", "\r"),
    "documents": _filled("", "---\n"),
    "directives": _filled("", "%YAML 1.2\n"),
    "colons": _filled("", ": "),
    "quotes": _filled("a: ", "'"),
    "no signs": lambda size: b"\0" * size,
    "another encoding": lambda size: b"\xff" * size,
    "decomposed": _filled("a: ", "\u0e4d\u0e32"),
    "not seen": _filled("a: ", "\u200b"),
    "long unknown keys": _counted("", "x{0}" + "titel" * 300 + ": 1\n"),
    "similar keys": _counted("", "measure{0}: 1\n"),
    "measures with unknown fields": _filled(
        "measures:\n", "- {id: a, titel: b, scroe: c}\n"
    ),
    "measures of one id": _filled("measures:\n", "- {id: a, title: ข}\n"),
    "measures with topics": _counted(
        "measures:\n",
        "- {{id: m{0}, title: ก, topic: {0}, addresses: [{{code: i{0}}}]}}\n",
    ),
    "results that answer": _counted(
        "measures:\n- id: m\n  title: ก\n  results:\n",
        "  - {{id: r{0}, answers: [s{0}], summary: ก}}\n",
    ),
    "units": _counted(
        "name: ก\nkind: other\nprovince: น่าน\nunits:\n",
        "- {{id: u{0}, name: ก, parent: u{0}1}}\n",
    ),
    "a chain of units": _counted(
        "name: ก\nkind: other\nprovince: น่าน\nunits:\n- {id: u, name: ก}\n",
        "- {{id: u{0}, name: ก, parent: u{0}}}\n",
    ),
    "items of one code": _filled("items:\n", "- {code: O1}\n"),
    "evidence": _counted(
        "items:\n- code: O1\n  evidence:\n",
        "  - {{id: e{0}, title: ก, url: 'https://a{0}.example.go.th/ก'}}\n",
    ),
    "missing files": _counted(
        "items:\n- code: O1\n  evidence:\n",
        "  - {{id: e{0}, title: ก, file: '{0}.pdf'}}\n",
    ),
    "numbers of persons": _filled(
        "items:\n- code: O1\n  explanation: >\n", "    1-2345-67890-12-1\n"
    ),
    "one text of numbers": _filled("title: '", "1101700230708 ", "'"),
    "answers of questions": _counted(
        "questions:\n", "- {{code: e{0}, part: public, score: {0}}}\n"
    ),
    "addresses": _counted("addresses:\n", "- /ban-rai/2568/{0}/\n"),
    "redirects": _counted("addresses: [/a/]\nredirects:\n", "  /b{0}/: /b{0}1/\n"),
    "a circle of redirects": _filled("redirects:\n", "  /a/: /a/\n"),
    "targets": _counted(
        "version: 1\ntitle: ก\npublish:\n", "- {{name: w{0}, url: 'folder:{0}'}}\n"
    ),
    "repeated words": _filled("title: >\n", "  ประกาศ ประกาศ ประกาศ\n"),
    "dates": _filled("updated: '", "31 ก.พ. 2568 ", "'"),
}
"""By what is in it."""
