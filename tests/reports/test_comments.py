"""A comment on GitHub or GitLab shows officers' words, and none of them does anything.

cmark-gfm is what GitHub makes HTML with; after that it looks for mentions, references
and commits in the text of that HTML.
"""

import re

import cmarkgfm  # type: ignore[import-untyped]  # has no types
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]  # has no types
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from each import each
from prongsai.site.escape import for_comment, in_comment

HOSTILE = (
    "@org/team",
    "@everyone ๆ",
    "a@b.example",
    "mailto:a@b.example",
    "xmpp:a@b.example/x",
    "#1",
    "owner/repo#12",
    "owner/repo@0123456789abcdef0123456789abcdef01234567",
    "GH-12 gh-12",
    "0123456789abcdef0123456789abcdef01234567",
    "deadbe1",
    "ab12cde..ab12cdf",
    '!7 $7 &7 ~bug %2568 %"สิงหาคม" ^alert#1 *iteration:1',
    "[issue:1] [vulnerability:1]",
    ":smile: :+1: :shipit:",
    "/close",
    "/assign @me",
    "2568. x",
    "2568) x",
    "๒๕๖๘. x",
    "- x",
    "+ x",
    "* x",
    "> x",
    "> [!NOTE]",
    "# x",
    "=== x",
    "--- x",
    "| a | b |",
    "```x",
    "~~x~~",
    "**x** _x_ __x__",
    "![x](https://evil.example/p.png)",
    "[x](javascript:alert(1))",
    "[x][y]",
    "[^1]: x",
    "[ ] x",
    "<img src=x onerror=alert(1)>",
    "<https://evil.example>",
    "<!-- x",
    "</code></sub><details open>",
    "&lt;b&gt; &#64;org",
    "https://evil.example/a?b=1",
    "www.evil.example",
    "ftp://evil.example",
    "$\\alpha$ $$x$$",
    "\\@org",
    "    code",
    "a  \nb",
    "x\ufeff@org",
    "\u202e@org",
    "x\u200b@org",
    "_@org_",
    "::error::x",
    "##[error]x",
    "@\u200borg",
    "cc @octocat, @a-b",
    "＠org ＃12 ﹫org",
    "@\u2060org @\u00adorg",
    "/label ~x\n/approve",
    "\u2028/close",
    "\x0b/close",
    "/\u200bclose",
    "`@org`",
    "<![CDATA[x]]><?php x",
    "<x-y><svg onload=1>",
    "http:/\\evil.example //evil.example",
    "HTTPS://EVIL.EXAMPLE WWW.EVIL.EXAMPLE",
    "first.last+tag@sub.evil.example",
    "tel:191 data:text/html,x",
    "[x]: https://evil.example 'a'",
    "[[x|y]] {{x}} {: .x}",
    "{+ x +} {- x -}",
    "$`x`$",
    "```mermaid\ngraph",
    "~~~",
    "<ins>x</ins> ==x== H~2~O",
    "- - -",
    "===",
    "a|b\n-|-",
    "x\\",
    "&commat;org &num;1 &#x40;org",
    "https://github.com/o/r/issues/1 o/r@deadbeef1",
    "https://user:pass@evil.example",
    "\U000e0040org",
    "#๑๒ ＃๑๒ @กขค",
    "w@ww.evil.example www.evil.example@org.example",
)
ALLOWED = {"li", "ul", "code", "p", "strong", "del", "sub", "h4", "body", "html", "div"}

SEEN = re.compile(
    r"""
    @[A-Za-z0-9]               # mentions
    | \#[0-9]                  # issues
    | \bgh-[0-9]
    | \b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,}\b  # commits
    | :(?![0-9]+:)[\w+-]+:     # emoji
    | [!$&~^%][\w"]            # what GitLab has more
    | \#\#\w*\[
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What GitHub and GitLab look for in the text of the HTML."""


def rendered(markdown: str) -> html.HtmlElement:
    made = cmarkgfm.github_flavored_markdown_to_html(
        markdown, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )
    return html.fromstring(f"<div>{made}</div>")


SKELETONS = (
    "{}",
    "- {}",
    "- {} (<code>{}</code>)\n  → {}\n  <sub>{}</sub>",
    "#### {}\n\n**{}**\n\n- ~~{}~~ → **{}**\n  - {}: {}",
)


def skeleton(tree: html.HtmlElement) -> list[object]:
    return [(node.tag, dict(node.attrib)) for node in tree.iter()]


def assert_harmless(text: str) -> None:
    for form in SKELETONS:
        made = rendered(form.replace("{}", for_comment(text) or "ก"))
        assert skeleton(made) == skeleton(rendered(form.replace("{}", "ก"))), text
        for shown in made.itertext():
            assert not SEEN.search(shown), (text, shown)


@each("text", HOSTILE)
def test_no_text_becomes_markup_a_link_or_a_mention(text: str) -> None:
    assert_harmless(text)
    assert not for_comment(text).startswith("/")


@given(
    st.text(alphabet="@#!$%&~^*:/\\`_[]()<>|-+=.0123456789abcdefghw \n\"'\u200bก")
    | st.lists(st.sampled_from(HOSTILE), max_size=3).map("".join)
)
def test_no_mixture_of_signs_does_either(text: str) -> None:
    assert_harmless(text)


@each("text", HOSTILE)
def test_a_reader_sees_every_letter(text: str) -> None:
    shown = "".join(rendered(for_comment(text)).itertext())
    kept = re.sub("\u202e", "\ufffd", " ".join(text.split()))
    assert " ".join(shown.split()).replace("\u200b", "") == kept.replace("\u200b", "")


def test_our_own_line_keeps_the_commit_to_be_copied() -> None:
    assert in_comment("รุ่นของเนื้อหา 0123456abc") == "รุ่นของเนื้อหา 0123456abc"
