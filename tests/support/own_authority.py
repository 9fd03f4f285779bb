"""An authority of our own, whose certificates servers of the tests have."""

import secrets
import ssl
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import trustme


@pytest.fixture(scope="session")
def authority() -> "trustme.CA":
    """Return an authority of our own."""
    import trustme

    return trustme.CA()


@pytest.fixture(scope="session")
def authority_file(
    authority: "trustme.CA", tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def trusted(authority_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this computer trust the authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority_file))


def certificate(authority: "trustme.CA", folder: Path, **given: Any) -> Path:
    """Write a certificate and its key into one file."""
    path = folder / f"{secrets.token_hex(4)}.pem"
    issued = authority.issue_cert("127.0.0.1", "127.0.0.2", "localhost", **given)
    issued.private_key_and_cert_chain_pem.write_to_path(str(path))
    return path


def plain_context(pem: Path) -> ssl.SSLContext:
    """Return a server's context for a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context
