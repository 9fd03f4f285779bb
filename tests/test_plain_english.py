"""Docstrings, comments, documents and messages are in plain technical English."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checkout import ROOT

PHRASES = {
    r"\bstand(?:s|ing)?\b(?! for\b)|\bstood\b": "is, is in",
    r"\btold\b": "reported, described",
    r"\btells? (?:of|what|when|where|whether|who)\b": "says, reports",
    r"\bspeaks? of\b": "is about, names",
    r"\bwhose word\b": "authority, rule",
    r"\b[Nn]obody\b|\bno one\b": "no person; or say what is not known",
    r"\b[Bb]esides?\b": "next to, in addition to",
    r"\b[Ss]ay whether\b": "Return whether",
    r"^Say\b": "Return, Yield, Report",
    r"\bof itself\b": "leave it out",
    r"\b[Mm]end(?:s|ed|ing)?\b": "correct, fix",
    r"\b[Hh]eld against\b": "compared with",
}
"""Phrases that read as a translation, and what to write."""

ANY = re.compile("|".join(PHRASES), re.MULTILINE)
MAYBE = re.compile(ANY.pattern.replace("^", r"\b"))
"""One of them somewhere in a whole file."""
CODE_IN_TEXT = re.compile(r"`[^`\n]*`")
COMMENT = re.compile(r"(?:^|\s)#[ :]*(\S.*)$", re.MULTILINE)

CODE = sorted(
    path
    for folder in ("bench", "docs", "generator", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != Path(__file__).name
)
MESSAGES = sorted((ROOT / "generator" / "prongsai" / "messages").glob("*.yml"))
DOCUMENTS = sorted(
    path
    for path in (
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "generator").rglob("*.md"),
        *(ROOT / "theme").rglob("*.md"),
    )
    if path.name != "getting-started.md"  # names some of the phrases
)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_texts(path: Path) -> Iterator[str]:
    """Yield docstrings, comments, and in the program every text of several words."""
    if not MAYBE.search(" ".join(read(path).split())):
        return
    program = "generator" in path.relative_to(ROOT).parts
    for node in ast.walk(ast.parse(read(path))):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))) if not program:
                yield text
            case ast.Constant(value=str(text)) if program and " " in text:
                yield text
    if ANY.search("\n".join(COMMENT.findall(read(path)))):
        for token in tokenize.generate_tokens(io.StringIO(read(path)).readline):
            if token.type == tokenize.COMMENT:
                yield token.string.lstrip("# ")


def english(tree: object) -> Iterator[str]:
    """Yield the English texts of a table of messages."""
    match tree:
        case str(text):
            yield re.sub(r"\{\w+\}", "", text)
        case dict():
            for key, value in tree.items():
                if key != "th":
                    yield from english(value)


def found(path: Path, texts: Iterable[str]) -> list[str]:
    """Return every forbidden phrase with the words around it, and what to write."""
    name = path.relative_to(ROOT).as_posix()
    return [
        f"{name}: {text[max(0, match.start() - 30) : match.end() + 30]!r}: {better}"
        for text in (" ".join(CODE_IN_TEXT.sub("", text).split()) for text in texts)
        if ANY.search(text)
        for phrase, better in PHRASES.items()
        for match in re.finditer(phrase, text)
    ]


@pytest.mark.slow
def test_docstrings_and_comments_are_plain_english() -> None:
    texts = [text for path in CODE for text in found(path, code_texts(path))]
    assert texts == []


def test_messages_are_plain_english() -> None:
    tables = {path: english(YAML(typ="safe").load(read(path))) for path in MESSAGES}
    assert [text for path in MESSAGES for text in found(path, tables[path])] == []


def test_documents_are_plain_english() -> None:
    texts = [text for path in DOCUMENTS for text in found(path, [read(path)])]
    assert texts == []
