"""paramiko, loaded without invoke: a third of the time that a publish of nothing takes.

paramiko runs commands of `ssh_config` with invoke, and does without where it is not
installed. We read no `ssh_config`.
"""

import sys

_NAME = "invoke"

if _NAME not in sys.modules:
    sys.modules[_NAME] = None  # type: ignore[assignment]  # Python: it cannot be imported
    try:
        import paramiko  # noqa: F401 - it is loaded now
    finally:
        del sys.modules[_NAME]
