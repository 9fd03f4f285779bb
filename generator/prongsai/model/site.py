"""`site.yml` and `published.yml`: the site as a whole."""

from enum import StrEnum

from prongsai.model.fields import Flag, Id, Record, Text, Url, Whole


class Mode(StrEnum):
    """`hub` shows many agencies; `agency` is the site of one."""

    HUB = "hub"
    AGENCY = "agency"


class Language(StrEnum):
    """Language of the site's own words."""

    THAI = "th"
    ENGLISH = "en"


class Digits(StrEnum):
    """Digits on pages."""

    THAI = "thai"
    ARABIC = "arabic"


class PublishTarget(Record):
    """Where `prongsai publish` puts the site; no secret is in it.

    `insecure` allows an address that is not encrypted; `host_key` is the fingerprint of
    the server, `SHA256:…`.
    """

    name: Id
    url: Text
    insecure: Flag = False
    host_key: Text | None = None


class OwnSite(Record):
    """The own site of one agency of a hub: its address, and where it is put.

    Without a title it is called as the agency.
    """

    agency: Id
    site_url: Url
    title: Text | None = None
    publish: tuple[PublishTarget, ...] = ()


class Site(Record):
    """The site. `site_url` is only here; `agency` is its slug in mode agency."""

    version: Whole
    title: Text
    description: Text | None = None
    site_url: Url | None = None
    mode: Mode = Mode.HUB
    agency: Id | None = None
    language: Language = Language.THAI
    digits: Digits = Digits.ARABIC
    noindex: Flag = False
    publish: tuple[PublishTarget, ...] = ()
    own_sites: tuple[OwnSite, ...] = ()


class Redirect(Record):
    """An address that moved: both begin and end with `/`."""

    old: Text
    new: Text


class Published(Record):
    """Every address ever published (with `#anchor`), sorted, and where some moved."""

    addresses: tuple[Text, ...] = ()
    redirects: tuple[Redirect, ...] = ()
