"""Pages for the agency itself, below `build/internal`; never part of the site."""

from prongsai import messages
from prongsai.site.charts import coverage_ring
from prongsai.site.templates import environment


def internal_page(
    name: str, language: str, table: str = "internal", /, **facts: object
) -> str:
    """Render a page for the agency itself.

    Its template is `internal/<name>.html.jinja`, its words are those of
    `messages/<table>.yml`.
    """

    def words(key: str, /, **more: object) -> str:
        return messages.text(table, key, language, **more)

    made = environment()
    made.globals["coverage_ring"] = coverage_ring
    template = made.get_template(f"internal/{name}.html.jinja")
    return template.render(t=words, language=language, **facts)
