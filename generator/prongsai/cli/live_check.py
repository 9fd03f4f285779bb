"""What `prongsai publish` says about the live site."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
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
    from prongsai.publishing.online_version import look_online

    if planned.context.content.site.value.site_url is None:
        say(lang, "no-site-url-to-check")
        return EXIT_USAGE
    looked = look_online(root, planned, today, target=target, by=by)
    if looked is None:
        say(lang, "no-site")
        return EXIT_USAGE
    code = report(root, looked.proof, looked.source, lang)
    if not looked.source.as_built:
        click.echo(messages.text("proof", "other-version", lang), err=True)
    return code


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
    from prongsai.publishing.receipt_page import in_words, lines

    receipt = file_receipt(root, proof, source, lang)
    if proof.unreached:
        detail = proof.results[0].detail
        known = {"TLS": "check-tls", "500": "check-500"}
        key = known.get(detail, "check-unreached")
        facts = {"site_url": proof.site_url, "detail": in_words(detail, lang)}
        click.echo(messages.text("proof", key, lang, **facts), err=True)
        return EXIT_USAGE
    for line in lines(receipt, lang, as_built=source.as_built):
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
