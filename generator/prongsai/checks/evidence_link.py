"""A link leads everybody to a page of the agency's main website.

What: from the text of the address alone: https; no login page, cloud drive, e-mail,
address inside an office network, or link shortener; evidence is on the website that
`agency.yml` names; `site_url` and `website` are not on a host shared by everybody
(Google Sites, github.io, netlify.app…).

Why: the assessor opens the link weeks later, from outside, without a password; what is
not on the main website does not count.

Whose rule: agency; กรมปศุสัตว์, OIT 2566: what the public reaches from the agency's
main website; no later text was found. Login and limits: adapted; Royal Thai Police, OIT
2569. https and short links: project.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence:
          - id: o5-plan
            title: แผนพัฒนาท้องถิ่น
            url: https://banrai.example.go.th/plan

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O5
        evidence:
          - id: o5-plan
            title: แผนพัฒนาท้องถิ่น
            url: https://drive.google.com/file/d/1abcDEF/view
"""

from collections.abc import Iterator, Mapping

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._evidence import (
    MAIN_WEBSITE,
    OPEN_ACCESS,
    CheckedDocument,
    documents,
)
from prongsai.findings import PROJECT, Finding, Rule
from prongsai.web_links import (
    Shape,
    host_of,
    is_shared_host,
    same_website,
    shape_of,
)

CODES = (
    "link-cloud-drive",
    "link-login",
    "link-mail",
    "link-not-https",
    "link-other-website",
    "link-private",
    "link-shortener",
    "website-on-shared-host",
)

_SHAPES: Mapping[Shape, tuple[str, Rule]] = {
    Shape.PRIVATE: ("link-private", OPEN_ACCESS),
    Shape.LOGIN: ("link-login", OPEN_ACCESS),
    Shape.MAIL: ("link-mail", OPEN_ACCESS),
    Shape.CLOUD_DRIVE: ("link-cloud-drive", MAIN_WEBSITE),
    Shape.SHORTENER: ("link-shortener", PROJECT),
    Shape.NOT_HTTPS: ("link-not-https", PROJECT),
}


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check every address of the year, and the address of the site itself."""
    website = assessed.agency.agency.value.website
    for document in documents(assessed):
        if document.evidence.url:
            yield from _link(document, document.evidence.url, website)
    yield from _hosts(assessed)


def _link(
    document: CheckedDocument, url: str, website: str | None
) -> Iterator[Finding]:
    shape = shape_of(url)
    if shape is not None:
        code, rule = _SHAPES[shape]
        yield document.finding(code, "url", rule, url=url, host=host_of(url) or url)
    if website and shape in {None, Shape.NOT_HTTPS} and not same_website(url, website):
        yield document.finding(
            "link-other-website",
            "url",
            MAIN_WEBSITE,
            url=url,
            host=host_of(url),
            website=host_of(website),
        )


def _hosts(assessed: AssessedYear) -> Iterator[Finding]:
    """Check `site_url` and `website`; each year yields the same, kept once."""
    site, agency = assessed.content.site, assessed.agency.agency
    for loaded, field, url in (
        (site, "site_url", site.value.site_url),
        (agency, "website", agency.value.website),
    ):
        if url and is_shared_host(url):
            yield loaded.finding(
                "website-on-shared-host",
                (field,),
                "",
                MAIN_WEBSITE,
                url=url,
                host=host_of(url),
                name=field,
            )
