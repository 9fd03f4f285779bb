"""Servers that answer as GitHub and GitLab do, over a real repository and real TLS."""

import base64
import json
import re
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from forge_repository import NAME, Repository

TOKEN = "token-โทเค็น".encode().hex()
_OPEN = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": "authorization, content-type, private-token",
}
Answered = tuple[int, object]


def github(of: Repository, method: str, path: str, given: Any) -> Answered:
    """Answer as the interface of GitHub does."""
    if path.startswith("/api/v4/"):
        return 404, "<html>"
    base = f"/api/v3/repos/{NAME}"
    if not path.startswith(base):
        return 404, {"message": "Not Found"}
    rest = path.removeprefix(base)
    empty = not of.git("for-each-ref").strip()
    if rest.startswith("/git/") and empty:
        return 409, {"message": "Git Repository is empty."}
    for wanted, pattern, act in _OF_GITHUB:
        found = re.fullmatch(pattern, rest)
        if wanted == method and found:
            return act(of, found, given)
    return 404, {"message": "Not Found"}


def _ref(of: Repository, found: re.Match[str], _: Any) -> Answered:
    sha = of.head(found[1])
    return (200, {"object": {"sha": sha}}) if sha else (404, {"message": "Not Found"})


def _first(of: Repository, found: re.Match[str], given: Any) -> Answered:
    blob = of.blob(base64.b64decode(given["content"]))
    made = of.commit(of.tree("", [(found[1], blob)]), [], given["message"])
    of.move(given["branch"], made)
    return 201, {"commit": {"sha": made}}


def _sha(of: Repository, row: Mapping[str, str | None]) -> str | None:
    text = row.get("content")
    return row["sha"] if text is None else of.blob(text.encode())


def _new_tree(of: Repository, _: re.Match[str], given: Any) -> Answered:
    rows = [(one["path"], _sha(of, one)) for one in given["tree"]]
    return 201, {"sha": of.tree(given.get("base_tree", ""), rows)}


def _whole_tree(of: Repository, found: re.Match[str], _: Any) -> Answered:
    return 200, {"tree": of.listed(found[1]), "truncated": False}


def _refs(of: Repository, *_: Any) -> Answered:
    return 200, [of.git("for-each-ref").decode()]


def _new_commit(of: Repository, _: re.Match[str], given: Any) -> Answered:
    return 201, {"sha": of.commit(given["tree"], given["parents"], given["message"])}


def _moved(of: Repository, found: re.Match[str], given: Any) -> Answered:
    old = of.head(found[1])
    if of.git("merge-base", old, given["sha"]).decode().strip() != old:
        return 422, {"message": "Update is not a fast forward"}
    of.move(found[1], given["sha"])
    return 200, {"object": {"sha": given["sha"]}}


def _new_ref(of: Repository, _: re.Match[str], given: Any) -> Answered:
    of.move(given["ref"].removeprefix("refs/heads/"), given["sha"])
    return 201, {"object": {"sha": given["sha"]}}


def _blob(of: Repository, found: re.Match[str], _: Any) -> Answered:
    data = of.git("cat-file", "blob", found[1])
    return 200, {"content": base64.encodebytes(data).decode(), "encoding": "base64"}


def _new_blob(of: Repository, _: re.Match[str], given: Any) -> Answered:
    return 201, {"sha": of.blob(base64.b64decode(given["content"]))}


_OF_GITHUB: tuple[
    tuple[str, str, Callable[[Repository, re.Match[str], Any], Answered]], ...
] = (
    ("GET", "", lambda *_: (200, {"name": NAME})),
    ("GET", "/git/ref/heads/(.+)", _ref),
    ("GET", "/git/matching-refs/heads/", _refs),
    ("GET", "/git/trees/([0-9a-f]+)", _whole_tree),
    ("GET", "/git/blobs/([0-9a-f]+)", _blob),
    ("PUT", "/contents/(.+)", _first),
    ("POST", "/git/blobs", _new_blob),
    ("POST", "/git/trees", _new_tree),
    ("POST", "/git/commits", _new_commit),
    ("POST", "/git/refs", _new_ref),
    ("PATCH", "/git/refs/heads/(.+)", _moved),
)  # fmt: skip


def gitlab(of: Repository, method: str, path: str, given: Any) -> Answered:
    """Answer as the interface of GitLab does."""
    parts = urlsplit(path)
    steps = parts.path.split("/")
    answer: Answered = (404, {"message": "404 Not Found"})
    if steps[:4] != ["", "api", "v4", "projects"] or unquote(steps[4]) != NAME:
        return answer
    asked = {name: one[0] for name, one in parse_qs(parts.query).items()}
    match (method, *map(unquote, steps[5:])):
        case ("GET",):
            answer = 200, {"empty_repo": not of.git("for-each-ref").strip()}
        case ("GET", "repository", "branches", branch) if sha := of.head(branch):
            answer = 200, {"commit": {"id": sha}}
        case ("GET", "repository", "tree"):
            rows = [{**one, "id": one["sha"]} for one in of.listed(asked["ref"])]
            most, page = int(asked["per_page"]), int(asked["page"])
            answer = 200, rows[most * (page - 1) : most * page]
        case ("GET", "repository", "blobs", sha, "raw"):
            answer = 200, of.git("cat-file", "blob", sha)
        case ("GET", "repository", "files", name):
            answer = 200, {"last_commit_id": _last(of, asked["ref"], name)}
        case ("POST", "repository", "commits"):
            answer = _actions(of, given)
    return answer


def _last(of: Repository, branch: str, name: str) -> str:
    return of.git("log", "-1", "--format=%H", branch, "--", name).decode().strip()


def _actions(of: Repository, given: Any) -> Answered:
    branch, rows = given["branch"], list[tuple[str, str | None]]()
    head = of.head(branch)
    if not head and of.git("for-each-ref").strip():
        return 400, {"message": "You can only create files when you are on a branch"}
    there = {one["path"] for one in of.listed(head)} if head else set()
    for one in given["actions"]:
        name, act = one["file_path"], one["action"]
        if (name in there) is (act == "create"):
            return 400, {"message": f"a file with that name: {name}"}
        known = one.get("last_commit_id")
        if known is not None and known != _last(of, branch, name):
            return 400, {"message": "changed since you started editing it"}
        data = base64.b64decode(one.get("content", ""))
        rows.append((name, None if act == "delete" else of.blob(data)))
    parents = [head] if head else []
    made = of.commit(of.tree(head, rows), parents, given["commit_message"])
    of.move(branch, made)
    return 201, {"id": made}


FORGES: Mapping[str, Callable[[Repository, str, str, Any], Answered]] = {
    "github": github,
    "gitlab": gitlab,
}


@contextmanager
def forge(kind: str, folder: Path, pem: Path) -> Iterator[Repository]:
    """Run a forge with one empty repository, for whoever has the token."""
    of = Repository(path=folder / "forge.git", kind=kind)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(("git", "init", "-q", "--bare", str(of.path)), check=True)
    answers = FORGES[kind]
    one_by_one = threading.Lock()

    class Answers(BaseHTTPRequestHandler):
        def _answered(self) -> None:
            length = int(self.headers.get("content-length", 0))
            body = self.rfile.read(length)
            path = unquote(self.path) if kind == "github" else self.path
            if kind == "github":
                path = path.partition("?")[0]
            with one_by_one:
                of.asked.append(f"{self.command} {self.path}")
                status, came = self._status(path, body)
            data = came if isinstance(came, bytes) else json.dumps(came).encode()
            self.send_response(status)
            kinds = "text/html" if came == "<html>" else "application/json"
            for name, one in {**_OPEN, "content-type": kinds}.items():
                self.send_header(name, one)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def _status(self, path: str, body: bytes) -> Answered:
            if self.command == "OPTIONS":
                return 204, b""
            token = self.headers.get("private-token") or self.headers.get(
                "authorization", ""
            ).removeprefix("Bearer ")
            if token != TOKEN:
                return 401, {"message": "Bad credentials"}
            return answers(of, self.command, path, json.loads(body) if body else None)

        do_GET = do_POST = do_PUT = do_PATCH = do_OPTIONS = _answered  # noqa: N815 - as the library names them

        def log_message(self, *_: Any) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        of.port = server.server_port
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield of
        server.shutdown()
