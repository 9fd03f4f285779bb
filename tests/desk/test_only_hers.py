"""Only the browser that the program opened can use the desk."""

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any  # what ASGI passes

import httpx
import pytest

from desk_project import KEY, YEAR, Asked, alert, make_project
from prongsai.desk.guard import COOKIE


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder), frozenset({"desk"}))


def test_the_first_address_gives_the_cookie_and_leads_on_without_its_key(
    desk: Asked,
) -> None:
    desk.cookies = {}
    answer = desk.get(f"{YEAR}/?key={KEY}&unit=clerk")
    assert f'content="0;url={YEAR}/?unit=clerk"' in answer.text
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "SameSite=strict" in answer.headers["set-cookie"]


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", '/"><script>'])
def test_the_first_address_never_leads_elsewhere(desk: Asked, path: str) -> None:
    answer = desk.get(f"{path}?key={KEY}")
    assert "url=//" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize("cookies", [{}, {COOKIE: "guessed"}, {COOKIE: "ก"}])
def test_without_the_cookie_nothing_is_shown(
    desk: Asked, cookies: dict[str, str]
) -> None:
    desk.cookies = cookies
    answer = desk.get(f"{YEAR}/O1")
    assert answer.status_code == 403
    assert "บ้านไร่" not in answer.text


def test_a_wrong_key_is_refused(desk: Asked) -> None:
    assert desk.get("/?key=wrong").status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "desk.evil.example", "", "DESK:80"])
def test_another_name_of_this_computer_is_refused(desk: Asked, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://desk", "http://desk:81", ""]
)
def test_a_form_of_another_site_changes_nothing(desk: Asked, origin: str) -> None:
    before = desk.written
    form = {"explanation": "x", "was-explanation": ""}
    answer = desk.post(f"{YEAR}/O1/words", form, headers={"origin": origin})
    assert (answer.status_code, desk.written) == (403, before)


def test_a_form_without_the_token_of_the_page_changes_nothing(desk: Asked) -> None:
    before = desk.written
    for wrong in ("", "guessed"):
        form = {"token": wrong, "explanation": "x", "was-explanation": ""}
        answer = desk.post(f"{YEAR}/O1/words", form)
        assert answer.status_code == 403
    assert desk.written == before


def test_a_file_that_came_without_the_token_is_not_kept(desk: Asked) -> None:
    before = desk.files()
    answer = desk.post(
        f"{YEAR}/O1/drop", {"token": "guessed"}, files={"files": ("a.pdf", b"%PDF-1.7")}
    )
    assert answer.status_code == 403
    assert desk.files() == before
    assert not any((desk.root / ".prongsai" / "desk").iterdir())


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain"])
def test_a_form_that_breaks_off_leaves_nothing_and_is_no_error_of_the_program(
    desk: Asked, kind: str
) -> None:
    before, sent = desk.files(), list[int]()
    start = b'--x\r\ncontent-disposition: form-data; name="files"; filename="a.pdf"\r\n'
    parts: list[dict[str, object]] = [
        {"type": "http.request", "body": start + b"\r\n%PDF", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> dict[str, object]:
        return parts.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message.get("status", 0))

    headers = {"host": "desk", "origin": "http://desk", "content-type": kind}
    headers["cookie"] = f"{COOKIE}={KEY}"
    scope = {
        "type": "http", "method": "POST", "path": f"{YEAR}/O1/drop", "scheme": "http",
        "query_string": b"", "root_path": "", "server": ("desk", 80),
        "headers": [(name.encode(), one.encode()) for name, one in headers.items()],
    }  # fmt: skip
    asyncio.run(desk._desk(scope, receive, send))
    assert sent[0] == 403
    assert desk.files() == before
    assert not list((desk.root / ".prongsai" / "desk").glob("*"))


def test_every_answer_forbids_scripts_within_the_page(desk: Asked) -> None:
    for path in (f"{YEAR}/", f"{YEAR}/O1", "/static/desk.js", "/nowhere/at/all"):
        policy = desk.get(path).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fstate.py",
        "/static/..%2f..%2f__init__.py",
        f"{YEAR}/files/..%2f..%2f..%2f..%2fsite.yml",
        f"{YEAR}/files/../disclosures.yml",
        "/seen/ban-rai/at/assets/..%2f..%2f..%2f..%2f..%2fcontent/site.yml",
        "/seen/ban-rai/at/..%2f..%2f..%2f..%2fcontent/site.yml",
    ],
)
def test_no_address_leads_out_of_what_is_meant(desk: Asked, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "title" not in _plain(answer)


def _plain(answer: httpx.Response) -> str:
    kind = answer.headers.get("content-type", "")
    return "" if kind.startswith("text/html") else answer.text


def test_nothing_is_said_on_top_of_a_page_where_all_is_well(desk: Asked) -> None:
    assert alert(desk.get(f"{YEAR}/O1")) == ""
