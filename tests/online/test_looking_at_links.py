"""What is said of the answers of links, and how long they are kept."""

import datetime
import os
from pathlib import Path

import pytest

import prongsai.online.cache as cached_answers
from links_server import Seen
from model_walk import fields
from prongsai import messages
from prongsai.checking import check_sources
from prongsai.loading.file_kinds import KINDS
from prongsai.online import Looked, findings, look
from prongsai.online.answer import Answer, End, Reason, Step
from prongsai.online.client import Asker
from prongsai.online.links import FIELDS, Link, links
from prongsai.storage.content_folder import Sources

TODAY = datetime.date(2025, 3, 31)
SITE = "http://www.banrai.go.th"
"""A host that is asked for through the proxy; the proxy decides by the path."""


def content(*urls: str) -> list[Link]:
    """Return the links of an agency whose contacts are `urls`."""
    base = Path(__file__).parents[1] / "checks/_base/content"
    agency = (base / "agencies/ban-rai/agency.yml").read_text(encoding="utf-8")
    lines = [line for line in agency.splitlines() if not line.startswith("website")]
    lines += ["contacts:"] if urls else []
    lines += [f"  - {{kind: other, text: เว็บไซต์, url: '{url}'}}" for url in urls]
    texts = {
        "content/site.yml": (base / "site.yml").read_bytes(),
        "content/agencies/ban-rai/agency.yml": "\n".join(lines).encode(),
    }
    loaded = check_sources(Sources(texts=texts, attachments={}), TODAY).content
    assert loaded is not None
    return list(links(loaded))


def said(answers: dict[str, Answer], *, offline: bool = False) -> list[str]:
    found = findings(content(*answers), Looked(answers=answers, offline=offline))
    return [f"[{one.code}] {messages.message(one)}" for one in found]


MOVED = (Step(status=301, to=f"{SITE}/b"), Step(status=302, to=f"{SITE}/c"))
NOT_ASKED = (
    "[link-not-asked] ไม่ได้ตรวจลิงก์ http://10.0.0.1/ "
    "เพราะเป็นที่อยู่ภายในสำนักงานหรือมีชื่อผู้ใช้อยู่ในลิงก์ หรือส่งต่อไปที่เช่นนั้น "
    "คนนอกน่าจะเปิดไม่ได้"
)


def test_whole_messages_say_what_to_type() -> None:
    answers = {
        f"{SITE}/a": Answer(end=End.GOOD),
        f"{SITE}/b": Answer(end=End.DEAD, reason="404"),
        f"{SITE}/c": Answer(end=End.LOGIN, reason="401"),
        f"{SITE}/d": Answer(end=End.UNREACHABLE, reason=Reason.DNS),
        f"{SITE}/e": Answer(
            end=End.GOOD, reason="", way=(Step(status=301, to=f"{SITE}/f"),)
        ),
        f"{SITE}/g": Answer(
            end=End.GOOD, reason="", way=(Step(status=302, to=f"{SITE}/"),)
        ),
        f"{SITE}/h": Answer(
            end=End.LOOP, reason="", way=(Step(status=302, to=f"{SITE}/h"),)
        ),
        "http://10.0.0.1/": Answer(end=End.INSIDE),
    }
    assert said(answers) == [
        f"[link-dead] ลิงก์ {SITE}/b เปิดไม่พบหน้าแล้ว (404) คนที่กดจะไม่เห็นอะไร",
        (
            f"[link-asks-login] ลิงก์ {SITE}/c พาไปหน้าเข้าสู่ระบบ ผู้ประเมินไม่มีรหัสผ่าน "
            "จึงอาจไม่เห็นข้อมูล (401)"
        ),
        f"[link-unreachable] เปิดลิงก์ {SITE}/d ไม่ได้ในตอนนี้ (DNS) บอกไม่ได้ว่าหน้านี้ยังอยู่หรือไม่",
        f"[link-moved] ลิงก์ {SITE}/e ย้ายถาวรแล้ว (301 {SITE}/f) วันหนึ่งที่อยู่เดิมจะเลิกส่งต่อ",
        (
            f"[link-leads-home] ลิงก์ {SITE}/g พาไปหน้าแรกของเว็บไซต์แทนหน้าที่ระบุ "
            f"(302 {SITE}/) หน้าเดิมน่าจะถูกย้ายหรือลบ"
        ),
        f"[link-loop] ลิงก์ {SITE}/h ส่งต่อไปเรื่อย ๆ เกิน 5 ครั้งโดยไม่ถึงหน้าใด (302 {SITE}/h)",
        NOT_ASKED,
    ]
    assert said({}, offline=True) == []
    url = f"{SITE}/e"
    (moved,) = findings(content(url), look_with({url: answers[url]}))
    assert messages.hint(moved) == (f"เปิดดูว่าเป็นหน้าที่ต้องการ แล้วแก้เป็น  url: {SITE}/f")


def look_with(answers: dict[str, Answer]) -> Looked:
    return look(content(*answers), Path(os.devnull, "x"), TODAY, answers.__getitem__)


DNS, NETWORK = (
    Answer(end=End.UNREACHABLE, reason=r) for r in (Reason.DNS, Reason.NETWORK)
)


INSIDE, REFUSED = (
    Answer(end=End.INSIDE),
    Answer(end=End.UNREACHABLE, reason=Reason.REFUSED),
)


@pytest.mark.parametrize(
    ("answers", "offline"),
    [
        ({}, False),
        ({"http://a.go.th": NETWORK}, True),
        ({"http://a.go.th": DNS}, False),
        ({"http://a.go.th": DNS, "http://a.go.th/b": DNS}, False),
        ({"http://a.go.th": DNS, "http://b.go.th": NETWORK}, True),
        ({"http://a.go.th": DNS, "http://b.go.th": DNS, "http://c/": INSIDE}, True),
        (
            {
                "http://a.go.th": DNS,
                "http://b.go.th": Answer(end=End.DEAD, reason="404"),
            },
            False,
        ),
        ({"http://a.go.th": DNS, "http://b.go.th": REFUSED}, False),
        ({"http://c/": INSIDE}, False),
    ],
)
def test_no_internet_is_one_hint_and_nothing_is_kept(
    answers: dict[str, Answer], tmp_path: Path, *, offline: bool
) -> None:
    cache = tmp_path / "online.json"
    looked = look(content(*answers), cache, TODAY, answers.__getitem__)
    assert (looked.offline, cache.exists()) == (offline, not offline)
    found = list(findings(content(*answers), looked))
    if offline:
        assert [one.code for one in found] == ["links-offline"]
        assert messages.message(found[0]) == "ตรวจลิงก์ไม่ได้ ไม่มีอินเทอร์เน็ต"


@pytest.mark.parametrize(
    ("path", "days"), [("/plan", 7), ("/moved", 7), ("/gone", 1), ("/down", 1)]
)
def test_an_answer_is_asked_again_when_its_days_are_over(
    path: str, days: int, seen: Seen, tmp_path: Path
) -> None:
    wanted, cache = content(f"{SITE}{path}"), tmp_path / "build/cache/online.json"
    first = look(wanted, cache, TODAY, Asker())
    before = len(seen.asked)
    for later in range(days):
        again = look(wanted, cache, TODAY + datetime.timedelta(later), Asker())
        assert (again.answers, again.asked) == (first.answers, 0)
    assert len(seen.asked) == before
    over = look(wanted, cache, TODAY + datetime.timedelta(days), Asker())
    assert (over.answers, over.asked) == (first.answers, 1)
    assert len(seen.asked) == 2 * before
    assert look(wanted, cache, TODAY, Asker()).asked == 1, "a day that is yet to come"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"answers": []}', '{"answers": {"x": {"day": 1}}}', "[" * 99999],
)
def test_a_cache_that_cannot_be_read_holds_nothing(text: str, tmp_path: Path) -> None:
    cache = tmp_path / "online.json"
    cache.write_text(text, encoding="utf-8")
    assert cached_answers.load(cache) == {}


def test_links_of_others_stay_in_the_cache_until_their_days_are_over(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "online.json"
    good = dict.fromkeys(
        [f"{SITE}/a", f"{SITE}/b"], Answer(end=End.GOOD, reason="", way=MOVED)
    )
    look(content(f"{SITE}/a"), cache, TODAY, good.__getitem__)
    day = TODAY + datetime.timedelta(6)
    look(content(f"{SITE}/b"), cache, day, good.__getitem__)
    assert {
        url: answer for url, (_, answer) in cached_answers.load(cache).items()
    } == good
    look(content(), cache, TODAY + datetime.timedelta(7), good.__getitem__)
    assert list(cached_answers.load(cache)) == [f"{SITE}/b"]


def test_every_address_of_the_model_is_a_link() -> None:
    loaded = set(KINDS) - {"published"}
    names = {
        one.name for kind in loaded for one in fields(KINDS[kind]) if one.type == "url"
    }
    assert names - {"site_url"} == FIELDS
