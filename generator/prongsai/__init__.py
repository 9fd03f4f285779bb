"""Publish what Thai public agencies disclose for the ITA, and check it first.

The names in `__all__` are the public interface; docs/development/api.md describes them.
Each is loaded when it is first asked for, so that `import prongsai` costs nothing.
"""

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prongsai.building import Built as Built
    from prongsai.building import build as build
    from prongsai.building import export_fragments as export_fragments
    from prongsai.building import plan_site as plan
    from prongsai.checking import Checked as Checked
    from prongsai.checking import check_sources as check
    from prongsai.checking.project import ProjectChecked as ProjectChecked
    from prongsai.checking.project import check_project as check_project
    from prongsai.comparing.diff import NoSuchRevisionError as NoSuchRevisionError
    from prongsai.comparing.diff import diff as diff
    from prongsai.comparing.difference import Difference as Difference
    from prongsai.findings import Finding as Finding
    from prongsai.findings import Place as Place
    from prongsai.findings import Severity as Severity
    from prongsai.importing.run import Wanted as Wanted
    from prongsai.importing.run import run as import_files
    from prongsai.loading.content import Content as Content
    from prongsai.loading.load import load as load
    from prongsai.messages import message as message
    from prongsai.reports.report import Report as Report
    from prongsai.reports.report import report_on as report
    from prongsai.site.offline import write_offline as export_offline
    from prongsai.site.page_types import Plan as Plan
    from prongsai.site.planned import plan_checked as plan_checked
    from prongsai.storage.cluster import ClusterError as ClusterError
    from prongsai.storage.content_folder import Sources as Sources
    from prongsai.storage.content_folder import read_whole as read
    from prongsai.storage.limits import BadFileError as BadFileError
    from prongsai.workbook.export import CannotExportError as CannotExportError
    from prongsai.workbook.export import export_xlsx as export_workbook
    from prongsai.workbook.run import import_book as import_workbook

__version__ = "2026.11.0"

__all__ = [
    "BadFileError",
    "Built",
    "CannotExportError",
    "Checked",
    "ClusterError",
    "Content",
    "Difference",
    "Finding",
    "NoSuchRevisionError",
    "Place",
    "Plan",
    "ProjectChecked",
    "Report",
    "Severity",
    "Sources",
    "Wanted",
    "build",
    "check",
    "check_project",
    "diff",
    "export_fragments",
    "export_offline",
    "export_workbook",
    "import_files",
    "import_workbook",
    "load",
    "message",
    "plan",
    "plan_checked",
    "read",
    "report",
]

_PLACES: Mapping[str, str] = {
    "BadFileError": "storage.limits:BadFileError",
    "Built": "building:Built",
    "CannotExportError": "workbook.export:CannotExportError",
    "Checked": "checking:Checked",
    "ClusterError": "storage.cluster:ClusterError",
    "Content": "loading.content:Content",
    "Difference": "comparing.difference:Difference",
    "Finding": "findings:Finding",
    "NoSuchRevisionError": "comparing.diff:NoSuchRevisionError",
    "Place": "findings:Place",
    "Plan": "site.page_types:Plan",
    "ProjectChecked": "checking.project:ProjectChecked",
    "Report": "reports.report:Report",
    "Severity": "findings:Severity",
    "Sources": "storage.content_folder:Sources",
    "Wanted": "importing.run:Wanted",
    "build": "building:build",
    "check": "checking:check_sources",
    "check_project": "checking.project:check_project",
    "diff": "comparing.diff:diff",
    "export_fragments": "building:export_fragments",
    "export_offline": "site.offline:write_offline",
    "export_workbook": "workbook.export:export_xlsx",
    "import_files": "importing.run:run",
    "import_workbook": "workbook.run:import_book",
    "load": "loading.load:load",
    "message": "messages:message",
    "plan": "building:plan_site",
    "plan_checked": "site.planned:plan_checked",
    "read": "storage.content_folder:read_whole",
    "report": "reports.report:report_on",
}
"""Where each name of the interface is defined: module and name in it."""


def __getattr__(name: str) -> object:
    """Load a name of the interface when it is first asked for.

    Raises:
        AttributeError: no such name.
    """
    if name not in _PLACES:
        message = f"module 'prongsai' has no attribute {name!r}"
        raise AttributeError(message)
    module, _, own = _PLACES[name].partition(":")
    value: object = getattr(importlib.import_module(f"prongsai.{module}"), own)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
