"""Which libraries the bundle has, and how each is asked for."""

from collections.abc import Mapping

from prongsai.desk.tab.lock import Part

PYTHON = "3.14"
"""The Python of the interpreter."""

PLATFORM = "pyemscripten_2026_0_wasm32"
"""What the interpreter can load, by the name under which wheels say so."""

PYODIDE = "314.0.7"

OF_PART: Mapping[Part, tuple[str, ...]] = {
    "program": (
        *("annotated-types", "anyio", "click", "colorama", "et-xmlfile", "fsspec"),
        *("geothai", "httpx", "idna", "jinja2", "justhtml", "markdown", "markupsafe"),
        *("mergedeep", "mkdocs", "mkdocs-get-deps", "mkdocs-material"),
        *("mkdocs-material-extensions", "olefile", "openpyxl", "paginate"),
        *("pathspec", "platformdirs", "pydantic", "pydantic-core", "pypdf"),
        *("python-dateutil", "python-multipart", "pyyaml", "pyyaml-env-tag"),
        *("ruamel.yaml", "segno", "starlette", "typing-extensions"),
        *("typing-inspection", "webdav4"),
    ),
    "pdfium": ("pypdfium2",),
}
"""The names of the libraries of each archive; their versions are those installed."""

OF_ANOTHER_PLATFORM = frozenset({"markupsafe", "pyyaml"})
"""Those without a wheel of Python alone; what is compiled in them is optional."""
