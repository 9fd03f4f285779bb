"""The settings of MkDocs that the content decides: `nav.yml`."""

import json
from collections.abc import Mapping

from prongsai.model.site import Mode
from prongsai.pages.context import Context
from prongsai.pages.words import Words
from prongsai.site.escape import for_front_matter
from prongsai.site.identity import Shown, of_site
from prongsai.site.page_types import Plan

MAX_NAV_AGENCIES = 20
"""A longer navigation makes every page of every agency slow (decision 0002)."""


def navigation(context: Context, names: Mapping[str, str], whose: Shown) -> bytes:
    """Return `nav.yml`, which `mkdocs.yml` inherits: names, address, navigation.

    Args:
        context: the site; no agency need be in it.
        names: the names of the agencies that it shows, by slug.
        whose: what the pages of no agency say of whose site it is.
    """
    site, words = context.content.site.value, context.words
    nav: list[dict[str, str]] = [{_raw(words("home")): "index.md"}]
    if site.mode is Mode.HUB and len(names) <= MAX_NAV_AGENCIES:
        nav += [{_key(name): f"{slug}/index.md"} for slug, name in names.items()]
    nav += [
        {_raw(words("search")): "search/index.md"},
        {_raw(words("accessibility")): "accessibility/index.md"},
        {_raw(words("privacy")): "privacy/index.md"},
    ]
    settings: dict[str, object] = {
        "site_name": _raw(site.title),
        "nav": nav,
        "theme": {
            "language": str(site.language),
            "palette": [_palette(words, dark=False), _palette(words, dark=True)],
        },
        "extra": {"whose": whose},
        "markdown_extensions": [
            "attr_list",
            {"toc": {"permalink": "#", "permalink_title": words("permalink")}},
        ],
    }
    if site.description:
        settings["site_description"] = _raw(site.description)
    if site.site_url:
        settings["site_url"] = site.site_url.rstrip("/") + "/"
    return (json.dumps(settings, ensure_ascii=False, indent=1) + "\n").encode()


def navigation_of(plan: Plan) -> bytes:
    """Return the navigation of a whole site."""
    context = plan.context
    names = {one.slug: one.agency.value.name for one in context.agencies}
    return navigation(context, names, of_site(context))


def hub_slugs(plan: Plan) -> list[str]:
    """Return the agencies' folders; without a hub there are none."""
    hub = plan.context.content.site.value.mode is Mode.HUB
    return [agency.slug for agency in plan.context.agencies] if hub else []


def _raw(text: str) -> str:
    """Return a name that MkDocs prints without escaping."""
    return str(json.loads(for_front_matter(text)))


def _key(name: str) -> str:
    """Return a name that is a key: those of YAML end after 1,024 characters."""
    return _raw(name if len(name) <= 120 else name[:119] + "…")


def _palette(words: Words, *, dark: bool) -> dict[str, object]:
    scheme, now, icon = (
        ("slate", "dark", "weather-sunny")
        if dark
        else ("default", "light", "weather-night")
    )
    return {
        "media": f"(prefers-color-scheme: {now})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": words(f"toggle-{now}")},
    }
