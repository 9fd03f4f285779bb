"""One comment on a request to change: written once, found again, replaced."""

import json
import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from forge_recipes import GITHUB, GITLAB, recipe, run, steps
from prongsai.comparing.markdown import MARKER


def test_one_comment_is_found_again_by_its_marker(site: Path) -> None:
    for path in (GITHUB, GITLAB):
        assert MARKER in (site / path).read_text("utf-8")


class Notes(BaseHTTPRequestHandler):
    """GitLab's notes of a merge request: two pages, ours on the second."""

    known = True
    sent: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        marked = {"body": f"{MARKER} x"}
        pages = {
            "1": [{"id": 5, "author": {"id": 1}, **marked}],
            "2": [{"id": 8, "author": {"id": 7}, "body": "x"}]
            + [{"id": 9, "author": {"id": 7}, **marked}] * self.known,
        }
        page = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
        answer = pages[page] if page else {"id": 7}
        self.reply(json.dumps(answer).encode(), "2" if page == "1" else "")

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append(f"{self.command} {self.path} {body.decode()}")
        self.reply(b"{}", "")

    do_POST = do_PUT  # noqa: N815 - the name that the server looks for

    def reply(self, data: bytes, following: str) -> None:
        self.send_response(200)
        self.send_header("X-Next-Page", following)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Write no log."""


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("known", [True, False])
def test_gitlab_finds_its_own_note_on_any_page(
    site: Path, tmp_path: Path, *, known: bool
) -> None:
    sent: list[str] = []
    handler = type("Here", (Notes,), {"known": known, "sent": sent})
    (tmp_path / "build/reports").mkdir(parents=True)
    (tmp_path / "build/reports/diff.md").write_text("new", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        done = run(
            "\n".join(recipe(site, GITLAB)["comment"]["script"]),
            tmp_path,
            PRONGSAI_TOKEN="t",
            CI_API_V4_URL=f"http://127.0.0.1:{server.server_port}",
            CI_PROJECT_ID="1",
            CI_MERGE_REQUEST_IID="2",
            no_proxy="127.0.0.1",
        )
        server.shutdown()
        thread.join()
    assert done.returncode == 0, done.stderr
    place = "/projects/1/merge_requests/2/notes"
    wanted = f"PUT {place}/9 body=new" if known else f"POST {place} body=new"
    assert sent == [wanted]


@pytest.mark.parametrize("known", ["", "77"])
def test_the_comment_is_written_once_and_then_replaced(
    site: Path, tmp_path: Path, known: str
) -> None:
    script = next(step["run"] for job, step in steps(site) if "gh api" in str(step))
    program, log = tmp_path / "gh", tmp_path / "log"
    program.write_text(
        f'#!/bin/sh\necho "$*" >>{log}\n'
        f'case "$*" in *--paginate*) printf "{known}";; esac\n'
    )
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = run(script, tmp_path, REPO="o/r", NUMBER="5", PATH=path)
    assert done.returncode == 0, done.stderr
    last = log.read_text().splitlines()[-1]
    wanted = f"PATCH repos/o/r/issues/comments/{known}" if known else "POST repos/o/r"
    assert wanted in last
    assert last.endswith("-F body=@reports/diff.md")
