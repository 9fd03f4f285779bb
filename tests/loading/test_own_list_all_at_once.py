"""An own list with mistakes of two kinds: all of them at once, and no false ones."""

import datetime

from each import each
from prongsai.checking import check_sources
from small_site import sources

PATH = "content/catalogue/2570.yml"
TODAY = datetime.date(2026, 11, 26)
HEAD = "fiscal_year: 2570\nsources: [{id: manual, title: คู่มือ}]\n"
WHOLE = f"{HEAD}items_known: true\nitems:\n  - {{code: O1, title: โครงสร้าง}}\n"
PART = "{id: p1, text: ก, authority: local, sources: [manual]}"
STEP = "calendar: [{title: ก, authority: local,"
BARE = "{id: p1, text: ก, authority: local}"


def found(own: str) -> list[tuple[int, str]]:
    """Return line and code of each finding about an own list."""
    checked = check_sources(sources({PATH: own}), TODAY)
    ours = [one for one in checked.findings if one.place.path == PATH]
    return sorted((one.place.line, one.code) for one in ours)


@each(
    ("one", "other", "codes"),
    [
        (
            "code: O2, title: ค",
            "code: O2, title: ข, titel: ข",
            ["duplicate-code", "unknown-field-near"],
        ),
        (
            "code: x, title: ก",
            "code: O2, title: ข, follows: ['2569:O88']",
            ["bad-code", "unknown-code"],
        ),
        (
            "code: O2, title: ข, follows: ['2470:O1']",
            "code: O1, title: ค",
            ["duplicate-code", "reference-not-buddhist"],
        ),
        (
            "code: O2, title: ข, data_year: 5",
            f"code: O3, title: ค, components: [{BARE}]",
            ["local-without-source", "not-a-whole-number"],
        ),
        (
            "code: O2, title: ก, draft: yes please",
            "code: e1, title: ข",
            ["bad-flag", "not-an-item"],
        ),
    ],
)
def test_mistakes_of_the_form_hide_none_of_what_is_named(
    one: str, other: str, codes: list[str]
) -> None:
    more = f"  - {{{one}}}\n  - {{{other}}}\n"
    assert sorted(code for _, code in found(WHOLE + more)) == codes


def listed(part: str, more: str = "", head: str = HEAD) -> str:
    return f"{head}items: [{{code: O1, components: [{part}]{more}}}]\n"


@each(
    "own",
    [
        listed(PART, head=HEAD.replace("manual,", "The Manual,")),
        listed(PART.replace("[manual]", "[A B]")),
        listed(PART.replace("ก", ""), more=", components_known: true"),
        listed(PART, more=", follows: 2569"),
        WHOLE.replace("2570", "abc", 1),
        "fiscal_year: 2570\nitems: {a: 1}\n",
        "- 1\n",
    ],
)
def test_what_is_wrong_in_its_form_is_reported_once(own: str) -> None:
    assert len(found(own)) == 1, found(own)


def test_mistakes_after_an_item_that_was_left_out_are_reported_at_their_line() -> None:
    more = ("code: บ", "title: ไม่มีรหัส", "code: O1, title: ค")
    own = WHOLE + "".join(f"  - {{{one}}}\n" for one in more)
    assert found(own) == [
        (6, "bad-code"),
        (7, "missing-field"),
        (8, "duplicate-code"),
    ]


@each(
    ("item", "code"),
    [
        ("title: ข, follows: ['2570:O1']", "follows-no-earlier-year"),
        ("title: ข, follows: ['2571:O1']", "follows-no-earlier-year"),
        ("title: ข, follows: ['2599:O1']", "follows-no-earlier-year"),
        ("title: ข, follows: ['2510:O1']", "follows-no-earlier-year"),
        ("title: ข, follows: ['2567:O34']", "follows-no-earlier-year"),
        ("title: ข, follows: [O27]", "unknown-code"),
        ("title: ข, sub_indicator: '9.8'", "unknown-code"),
        ("sub_indicator: '9.1'", "missing-field"),
        ("title: ข, draft: true, components_known: true", "half-ticked"),
        ("title: ข, draft: true, ticked: {by: ก, on: 2569-12-01}", "half-ticked"),
    ],
)
def test_an_item_that_could_not_be_placed_or_counted_is_reported(
    item: str, code: str
) -> None:
    own = f"{WHOLE}  - {{code: O2, {item}}}\n"
    assert found(own) == [(6, code)]


@each(
    ("own", "code"),
    [
        ("items_known: true\n", "missing-field"),
        ("items_known: true\nitems: []\n", "missing-field"),
        (
            "sub_indicators: [{code: O3, indicator: 9, title: ก}]\n",
            "code-of-another-kind",
        ),
        (
            "sub_indicators: [{code: 9.1, indicator: e1, title: ก}]\n",
            "code-of-another-kind",
        ),
        (
            f"{STEP} start: 2570-05-01, end: 2570-03-01}}]\n",
            "step-ends-before-it-begins",
        ),
    ],
)
def test_what_contradicts_itself_is_an_error(own: str, code: str) -> None:
    assert [one for _, one in found("fiscal_year: 2570\n" + own)] == [code]
