"""What is wrong with a server's certificate, and what to do about it."""

import ssl

from prongsai.publishing.failures import RefusedError

_EXPIRED, _OTHER_NAME, _OTHER_NUMBER = 10, 62, 64
"""Numbers of OpenSSL's checks (`X509_V_ERR_…`)."""


def tls_refusal(error: ssl.SSLCertVerificationError, host: str) -> RefusedError:
    """Return the refusal that says what is wrong with the certificate."""
    keys = {
        _EXPIRED: "tls-expired",
        _OTHER_NAME: "tls-other-host",
        _OTHER_NUMBER: "tls-other-host",
    }
    return RefusedError(keys.get(error.verify_code, "tls-unknown"), host=host)
