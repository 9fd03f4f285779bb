"""What `prongsai publish` says about the live site."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai import messages
from prongsai.cli import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import say

if TYPE_CHECKING:
    from prongsai import Plan
    from prongsai.publishing.live_check import Origin
    from prongsai.publishing.proof import Proof
    from prongsai.publishing.published import Published


def check_live(
    root: Path,
    planned: "Plan",
    today: datetime.date,
    lang: str,
    *,
    target: str,
    by: str,
) -> int:
    """Prove what is published and file the receipt; return the exit code.

    Only a lost address gives 1; where nothing answers, the code is 2.
    """
    from prongsai.publishing.built import built_version
    from prongsai.publishing.live_check import Origin, built_site, see

    if planned.context.content.site.value.site_url is None:
        say(lang, "no-site-url-to-check")
        return EXIT_USAGE
    expected = built_site(root, planned, today)
    if expected is None:
        say(lang, "no-site")
        return EXIT_USAGE
    source = Origin(version=built_version(root), target=target, by=by)
    proof = see(expected)
    code = report(root, proof, source, lang)
    if proof.wrong and _is_other_version(root, planned, target, expected.files):
        click.echo(messages.text("proof", "other-version", lang), err=True)
    return code


def _is_other_version(
    root: Path, planned: "Plan", name: str, built: Mapping[str, str]
) -> bool:
    """Return whether this computer last published something else than is built now.

    So it is after `--undo`, where to repair would bring back what was wrong.
    """
    from prongsai.publishing.kept import Kept

    targets = planned.context.content.site.value.publish
    for target in targets:
        kept = Kept.of(root, target.name)
        last = kept.manifest(kept.ids[-1]) if kept.ids else None
        if last is None or name not in {"", target.name}:
            continue
        there = {path: entry.sha256 for path, entry in last.files.items()}
        if any(there.get(path) != digest for path, digest in built.items()):
            return True
    return False


def prove_live(
    root: Path,
    planned: "Plan",
    today: datetime.date,
    lang: str,
    done: "Published",
    source: "Origin",
) -> int:
    """Prove what was just published; return 1 for a lost address, else 0.

    Files are in place whether or not the public sees them already.
    """
    from prongsai.publishing.live_check import built_site, see
    from prongsai.publishing.proof import DEPLOYING

    expected = built_site(root, planned, today, done.sent)
    if expected is None:
        return 0
    there = {path: entry.sha256 for path, entry in done.files.items()}
    expected = replace(expected, files=there)  # of an undo: not what is built here
    deployed = done.sent and done.address.startswith("git+")
    proof = see(expected, DEPLOYING if deployed else None)
    code = report(root, proof, source, lang)
    return EXIT_CONTENT if code == EXIT_CONTENT else 0


def report(root: Path, proof: "Proof", source: "Origin", lang: str) -> int:
    """Print and file what was seen; return the exit code."""
    from prongsai.publishing.live_check import file_receipt
    from prongsai.publishing.receipt import RECEIPTS
    from prongsai.publishing.receipt_page import lines

    receipt = file_receipt(root, proof, source, lang)
    if proof.unreached:
        detail = proof.results[0].detail
        known = {"TLS": "check-tls", "500": "check-500"}
        key = known.get(detail, "check-unreached")
        facts = {"site_url": proof.site_url, "detail": detail}
        click.echo(messages.text("proof", key, lang, **facts), err=True)
        return EXIT_USAGE
    for line in lines(receipt, lang):
        click.echo(line)
    seen = "lost" if proof.lost else "wrong" if proof.wrong else "proven"
    said = messages.text(
        "proof",
        f"check-{seen}",
        lang,
        all=len(proof.results),
        proven=len(receipt.proven),
        count=len(proof.lost),
        file=f"{RECEIPTS}/{receipt.name}.html",
    )
    click.echo(said, err=True)
    return EXIT_CONTENT if proof.lost else 0
