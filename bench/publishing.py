"""A publish of many files over SFTP, next to `lftp mirror` and `rclone sync`.

    python bench/publishing.py [FILES] [ROUNDS] [MILLISECONDS]

Needs sshd, lftp and rclone, and root to start a server on loopback. All go to the
same server with four transfers at once, over a line where every byte takes so many
milliseconds each way (a host in the same country: 10). Prints JSON: median seconds,
wall and CPU (of the client alone; on a busy machine only that says much), of
a first publish, of one where nothing changed, of one with a changed file, how many
files that sent, and the ratios to the faster of the two others.
"""

import hashlib
import json
import os
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OURS = """
import json, os, sys
from pathlib import Path
from urllib.parse import urlsplit
from prongsai.publishing.connect import lines_to
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import Entry
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target, Way

root, url, number = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
listed = json.loads((root / "manifest.json").read_bytes())
files = {
    path: Entry(
        sha256=sha256, size=os.stat(f"{root}/site/{path}").st_size, publish=number
    )
    for path, sha256 in listed.items()
}
here = Here(
    folder=root / "site", site="bench", site_url=None, publish=number,
    files=files, lasting=frozenset(),
)
parts = urlsplit(url)
target = Target(
    name="bench", address=url, way=Way.SFTP, user=parts.username,
    host=parts.hostname, port=parts.port, path=parts.path.removeprefix("/"),
)
with lines_to(root, target, Passwords(target)) as lines:
    print(len(publish(lines, here, target, Wishes(many=True)).sent))
"""

FAR = """
import asyncio, sys

here, there, late = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])

async def carry(reader, writer):
    loop, queue = asyncio.get_running_loop(), asyncio.Queue()

    async def deliver():
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not data:
                writer.close()
                return
            writer.write(data)

    delivering = asyncio.create_task(deliver())
    try:
        while data := await reader.read(65536):
            queue.put_nowait((loop.time() + late, data))
    except OSError:
        pass
    queue.put_nowait((loop.time() + late, b""))
    await delivering

async def taken(reader, writer):
    far_reader, far_writer = await asyncio.open_connection("127.0.0.1", there)
    await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))

async def serve():
    server = await asyncio.start_server(taken, "127.0.0.1", here)
    await server.serve_forever()

asyncio.run(serve())
"""
"""A line on which every byte arrives later."""


@dataclass(frozen=True, kw_only=True)
class Took:
    """What one run took: seconds of wall, and of CPU on this side."""

    wall: float
    cpu: float


Times = dict[str, dict[str, list[Took]]]
"""Way, step, and what each round took."""


def write_site(root: Path, count: int) -> None:
    """Write a site of so many files."""
    chance = random.Random(1)
    for number in range(count):
        path = root / "site" / f"a{number % 40}" / f"o{number}" / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chance.randbytes(chance.randrange(1_000, 30_000)))
    list_site(root)


def list_site(root: Path) -> None:
    """Write the hash of every file, as a build does."""
    site = root / "site"
    hashes = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    (root / "manifest.json").write_text(json.dumps(hashes))


def free_port() -> int:
    """Return a port that nothing uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def started(*command: str) -> Iterator[None]:
    """Run a server until the end of the block."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def far(port: int, milliseconds: int) -> Iterator[int]:
    """Give a port that leads to another one over a long line."""
    if not milliseconds:
        yield port
        return
    own = free_port()
    late = str(milliseconds / 1000)
    with started(sys.executable, "-c", FAR, str(own), str(port), late):
        yield own


@contextmanager
def ssh_server(folder: Path) -> Iterator[int]:
    """Run OpenSSH's server with a key of its own."""
    port = free_port()
    for name in ("host", "key"):
        words = [
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            "",
            "-f",
            f"{folder}/{name}",
        ]
        subprocess.run(words, check=True)
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
        f"AuthorizedKeysFile {folder}/key.pub\nPermitRootLogin yes\nStrictModes no\n"
        "UsePAM no\nPidFile none\nMaxStartups 100\nSubsystem sftp internal-sftp\n"
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    with started("/usr/sbin/sshd", "-D", "-e", "-f", f"{folder}/config"):
        yield port


def commands(root: Path, port: int) -> dict[str, Callable[[Path], list[str]]]:
    """Return how each of the three brings the site to a folder."""
    key, site = f"{root}/ssh/key", f"{root}/site"
    ssh = f"ssh -a -x -i {key} -o StrictHostKeyChecking=no -o LogLevel=ERROR"
    first = f"set sftp:connect-program '{ssh}'; set sftp:auto-confirm yes"
    rclone = f":sftp,host=127.0.0.1,port={port},user=root,key_file={key}:"
    return {
        "prongsai": lambda to: [
            sys.executable,
            "-c",
            OURS,
            str(root),
            f"sftp://root@127.0.0.1:{port}/{to}",
            str(time.time_ns()),
        ],
        "lftp": lambda to: [
            "lftp",
            "-e",
            f"{first}; mirror -R -P 4 --delete {site} {to}; bye",
            f"sftp://root:none@127.0.0.1:{port}",
        ],
        "rclone": lambda to: [
            "rclone",
            "sync",
            "--transfers=4",
            "--checkers=4",
            "--sftp-disable-hashcheck",
            site,
            f"{rclone}{to}",
        ],
    }


def timed(command: list[str]) -> tuple[Took, str]:
    """Run a command and return what it took and what it printed."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(wall=wall - began, cpu=cpu), done.stdout.strip()


def measure(root: Path, port: int, rounds: int) -> tuple[Times, str]:
    """Measure the three in turn; return what they took, and what was sent."""
    times: Times = {}
    sent = ""
    ways = commands(root, port)
    for number in range(rounds):
        for way, command in ways.items():
            to = root / f"there-{way}"
            shutil.rmtree(to, ignore_errors=True)
            own = times.setdefault(way, {"first": [], "nothing": [], "one": []})
            own["first"].append(timed(command(to))[0])
            own["nothing"].append(timed(command(to))[0])
        (root / "site/a0/o0/index.html").write_text(f"changed {number}")
        list_site(root)
        for way, command in ways.items():
            took, said = timed(command(root / f"there-{way}"))
            times[way]["one"].append(took)
            sent = said if way == "prongsai" else sent
    return times, sent


def medians(times: Times, kind: str) -> dict[str, dict[str, float]]:
    """Return the median seconds of each way and step."""
    return {
        way: {
            step: round(statistics.median(getattr(one, kind) for one in took), 2)
            for step, took in own.items()
        }
        for way, own in times.items()
    }


def to_the_faster(seconds: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return our seconds of each step by those of the faster of the two others."""
    others = (seconds["lftp"], seconds["rclone"])
    return {
        step: round(took / min(one[step] for one in others), 2)
        for step, took in seconds["prongsai"].items()
    }


def main() -> None:
    """Measure and print."""
    given = [int(word) for word in sys.argv[1:]]
    count, rounds, late = (*given, *(5000, 3, 0)[len(given) :])
    with tempfile.TemporaryDirectory(prefix="prongsai-bench-") as name:
        root = Path(name)
        (root / "ssh").mkdir()
        write_site(root, count)
        os.environ |= {
            "PRONGSAI_KEY_FILE_BENCH": f"{root}/ssh/key",
            "HOME": name,
            "RCLONE_CONFIG": f"{root}/rclone.conf",
        }
        with ssh_server(root / "ssh") as near, far(near, late) as port:
            times, sent = measure(root, port, rounds)
    wall, cpu = (medians(times, kind) for kind in ("wall", "cpu"))
    ratios = {"wall": to_the_faster(wall), "cpu": to_the_faster(cpu)}
    facts = {"files": count, "milliseconds": late, "load": os.getloadavg()[0]}
    shown = {**facts, "wall": wall, "cpu": cpu, "sent": sent, "ratios": ratios}
    print(json.dumps(shown, indent=1))


if __name__ == "__main__":
    main()
