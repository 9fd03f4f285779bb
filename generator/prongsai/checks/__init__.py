"""The rules: one module a rule, its docstring is its published documentation.

A module `checks/<name>.py` (`_` for `-`) has `CODES`, the codes of the findings it can
yield, and the generator `check`. It is registered by one line below. Everything else
follows: `docs/checks.md` (`prongsai checks --write`), the tests of its examples in
`tests/checks/<name>/{ok,bad}/` and the proof that nothing was forgotten.

The docstring has a fixed form, of which `check_docs.py` makes the page:

    One sentence that says what is looked at.

    What: which field, which limit.

    Why: what it costs.

    Whose rule: authority; document, page, year.

    Passing example:

        # 2568/measures.yml
        measures: …

    Failing example:

        # 2568/measures.yml
        measures: …

An example that begins with the path of a file (from the agency's folder) is run by the
tests over the small agency in `tests/checks/_base`.
"""

from collections.abc import Mapping

from prongsai.scope import Scope, SiteCheck, YearCheck

YEAR_CHECKS: Mapping[str, YearCheck] = {}
"""Called once for every agency and year."""

SITE_CHECKS: Mapping[str, SiteCheck] = {}
"""Called once for the whole content."""

__all__ = ["SITE_CHECKS", "YEAR_CHECKS", "Scope", "SiteCheck", "YearCheck"]
