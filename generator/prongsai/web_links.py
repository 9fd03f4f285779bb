"""What can be known of a web address from its text alone, without the network."""

import ipaddress
import unicodedata
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit


class Shape(StrEnum):
    """Why an address cannot be used as evidence, worst first."""

    PRIVATE = "private"
    LOGIN = "login"
    MAIL = "mail"
    CLOUD_DRIVE = "cloud-drive"
    SHORTENER = "shortener"
    NOT_HTTPS = "not-https"


_CLOUD_DRIVES = (
    "drive.google.com",
    "docs.google.com",
    "photos.google.com",
    "photos.app.goo.gl",
    "1drv.ms",
    "onedrive.live.com",
    "onedrive.com",
    "sharepoint.com",
    "dropbox.com",
    "box.com",
    "mega.nz",
    "icloud.com",
    "mediafire.com",
    "4shared.com",
    "wetransfer.com",
    "we.tl",
)
_MAIL = ("mail.google.com", "gmail.com", "outlook.com", "hotmail.com", "mail.go.th")
_SHORTENERS = (
    "bit.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "me-qr.com",
    "ow.ly",
    "page.link",
    "qr.page",
    "rb.gy",
    "rebrand.ly",
    "shorturl.asia",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
)
_SHARED_HOSTS = (
    "sites.google.com",
    "azurestaticapps.net",
    "blogspot.com",
    "firebaseapp.com",
    "github.io",
    "gitlab.io",
    "herokuapp.com",
    "netlify.app",
    "onrender.com",
    "pages.dev",
    "surge.sh",
    "vercel.app",
    "web.app",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
)
_LOGIN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")
_LOGIN_STEPS = frozenset(
    {
        "login",
        "login.php",
        "login.aspx",
        "login.html",
        "log-in",
        "signin",
        "sign-in",
        "servicelogin",
        "wp-admin",
        "wp-login.php",
        "administrator",
    }
)
_INTRANET = (
    ".local",
    ".lan",
    ".internal",
    ".intranet",
    ".localhost",
    ".home",
    ".home.arpa",
    ".localdomain",
    ".corp",
    ".test",
)


def host_of(url: str) -> str:
    """Return the host in small letters without `www.`, empty where there is none."""
    parts = _split(url)
    host = (parts.hostname or "") if parts else ""
    return host.removeprefix("www.").rstrip(".")


def shape_of(url: str) -> Shape | None:
    """Return the worst shape that the address has, None where it looks public."""
    parts = _split(url)
    if parts is None:
        return Shape.PRIVATE
    host = host_of(url)
    shapes = (
        (Shape.MAIL, "@" in parts.netloc or _on(host, _MAIL)),
        (Shape.PRIVATE, _is_private(host)),
        (Shape.LOGIN, _asks_for_login(parts, host)),
        (Shape.CLOUD_DRIVE, _on(host, _CLOUD_DRIVES) and not _is_form(parts, host)),
        (Shape.SHORTENER, _on(host, _SHORTENERS)),
        (Shape.NOT_HTTPS, parts.scheme.lower() != "https"),
    )
    return next((shape for shape, found in shapes if found), None)


def is_shared_host(url: str) -> bool:
    """Return whether the address is on a service where anybody may put a site."""
    return _on(host_of(url), _SHARED_HOSTS)


def same_website(url: str, website: str) -> bool:
    """Return whether `url` is on `website`: the same host, or one below it."""
    host, main = host_of(url), host_of(website)
    return host == main or host.endswith(f".{main}")


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if parts.hostname else None


def _on(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the Internet, for one receiver.

    An IPv4 address within one of IPv6 counts as itself, however it is written there.

    Raises:
        ValueError: it is no IP address.
    """
    number = ipaddress.ip_address(address.partition("%")[0])
    inner = _inner(number) if isinstance(number, ipaddress.IPv6Address) else None
    number = inner or number
    if any(number in one for one in _OF_THE_NETWORK):
        return False
    return number.is_global and not number.is_multicast and not number.is_reserved


_TRANSLATED = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("::ffff:0:0:0/96"),
)
_OF_THE_NETWORK = (
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # translated to its own addresses too
    ipaddress.IPv6Network("fec0::/10"),
    ipaddress.IPv6Network("3fff::/20"),  # of examples, as `is_global` learns late
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),  # the nearest relay of the Internet
)
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
"""What comes before an address of IPv4 in one of a tunnel to it."""


def _inner(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(number in one for one in _TRANSLATED) or not int(number) >> 32:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    if int(number) >> 32 & 0xFFFFFFFF in _ISATAP:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]


def _is_private(host: str) -> bool:
    host = unicodedata.normalize("NFKC", host).rstrip(".。")
    try:
        return not is_public(host)
    except ValueError:
        pass
    try:
        return not is_public(_of_numbers(host))
    except ValueError:
        return "." not in host or host.endswith(_INTRANET)


def _of_numbers(host: str) -> str:
    """Return the IPv4 address that a computer takes `0x7f.1` or `2130706433` for.

    Raises:
        ValueError: it is a name.
    """
    *first, last = (_number(part) for part in host.split("."))
    whole = last + sum(number << 24 - 8 * at for at, number in enumerate(first))
    return str(ipaddress.IPv4Address(whole))


def _number(part: str) -> int:
    if part.lower().startswith("0x"):
        return int(part, 16)
    return int(part, 8 if part[:1] == "0" and len(part) > 1 else 10)


def _asks_for_login(parts: SplitResult, host: str) -> bool:
    steps = {step for step in parts.path.lower().split("/") if step}
    return _on(host, _LOGIN_HOSTS) or bool(steps & _LOGIN_STEPS)


def _is_form(parts: SplitResult, host: str) -> bool:
    """Return whether it is a form to fill in, which is not a file on a drive."""
    return host == "docs.google.com" and parts.path.startswith("/forms/")
