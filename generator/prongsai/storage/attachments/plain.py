"""Text of files without a package: plain text, HTML, RTF, and what old Office holds."""

import html
import re

_ENDS = re.compile(
    r"</(t[dh])>|</(?:p|tr|div|li|h[1-6]|title)>|<br\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_RTF = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\u(-?[0-9]{1,6}) ?\??"
    r"|\\(par|line|row|cell|tab|sect|page)\b ?"
    r"|\\([a-zA-Z]+)-?[0-9]* ?|\\([^a-zA-Z])|([{}\r\n]+)"
)
_RUNS_16 = re.compile(rb"(?:[\x20-\x7e\x09\x0a\x0d]\x00|[\x01-\x5b]\x0e){4,}")
_RUNS_8 = re.compile(rb"[\x20-\x7e\x09\x0a\x0d\xa1-\xfb]{5,}")


def plain_text(data: bytes) -> str:
    """Return plain text: UTF-8, UTF-16 with its mark, else the Thai code page."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp874", "replace")


def html_text(text: str) -> str:
    """Return the words of a page, and its source below: comments and attributes."""
    lines = _ENDS.sub(lambda end: "\t" if end[1] else "\n", text)
    return f"{html.unescape(_TAG.sub('', lines))}\n{html.unescape(text)}"


def xml_words(text: str) -> str:
    """Return the words between the tags of XML, each element apart from the next."""
    return html.unescape(_TAG.sub(" ", text))


def rtf_text(data: bytes) -> str:
    """Return every text of an RTF file: hidden, deleted and descriptive ones too."""
    pieces: list[str] = []
    at = 0
    text = data.decode("latin-1")
    for match in _RTF.finditer(text):
        pieces.append(text[at : match.start()])
        at = match.end()
        pieces.append(_sign(match))
    pieces.append(text[at:])
    return "".join(pieces)


def _sign(match: re.Match[str]) -> str:
    byte, number, end, _, sign, _ = match.groups()
    if byte:
        return bytes.fromhex(byte).decode("cp874", "replace")
    if number:
        return chr(int(number) % 0x10000)
    if end:
        return "\t" if end in {"cell", "tab"} else "\n"
    return sign if sign and sign in "\\{}" else "-" if sign == "_" else ""


def strings_in(data: bytes) -> str:
    """Return runs of letters in a binary file, in both ways that Office stores them."""
    wide = (one.decode("utf-16-le", "replace") for one in _RUNS_16.findall(data))
    narrow = (one.decode("cp874", "replace") for one in _RUNS_8.findall(data))
    return "\n".join([*wide, *narrow])
