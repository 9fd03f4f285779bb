"""What `prongsai publish` says about the live site."""

from typing import TYPE_CHECKING

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE

if TYPE_CHECKING:
    from prongsai.publishing.live_check import Origin
    from prongsai.publishing.proof import Proof
    from prongsai.publishing.receipt import Receipt


def check_code(proof: "Proof") -> int:
    """Return the exit code of a check: where nothing answers it is 2."""
    if proof.unreached:
        return EXIT_USAGE
    return EXIT_CONTENT if proof.lost else 0


def print_seen(
    proof: "Proof", receipt: "Receipt", source: "Origin", lang: str, below: str = ""
) -> None:
    """Print what was seen, as it was filed; `below` is where, with `/`."""
    from prongsai.publishing.receipt import RECEIPTS
    from prongsai.publishing.receipt_page import in_words, lines

    if proof.unreached:
        detail = proof.results[0].detail
        known = {"TLS": "check-tls", "500": "check-500"}
        key = known.get(detail, "check-unreached")
        facts = {"site_url": proof.site_url, "detail": in_words(detail, lang)}
        click.echo(messages.text("proof", key, lang, **facts), err=True)
        return
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
        file=f"{below}{RECEIPTS}/{receipt.name}.html",
    )
    click.echo(said, err=True)
