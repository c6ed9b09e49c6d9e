"""What the `xinyu` command runs, and `python -m generator`."""

from __future__ import annotations

import gc
import io
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from generator.memory.fork import Helper


def main() -> None:
    """Does what the command line says, and ends the process.

    A command makes a library and ends: next to nothing of it could be let go of before, and looking for what could be
    took a tenth of a build's time (`serve`, which goes on, looks between its builds).
    """
    gc.disable()
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")  # a terminal in GBK has no ✓, which is no reason to end
    helper = _start_helper() if sys.argv[1:2] == ["build"] else None
    from generator.cli import app  # noqa: PLC0415 - see above

    try:
        app(obj=helper)
    except SystemExit as end:
        if helper:
            helper.close()
        if (end.code is not None and not isinstance(end.code, int)) or threading.active_count() > 1:
            raise
        _leave(end.code or 0)


def _start_helper() -> Helper | None:
    """Who mends the search of a site that is built again, begun before the rest of the program is even read."""
    from generator.memory.fork import start_helper  # noqa: PLC0415 - see above

    def work(ask: Callable[[], Any]) -> object:
        from generator.hosts.mending import mend  # noqa: PLC0415 - read there, while here all else is read

        return mend(ask)

    return start_helper(work)


def _leave(code: int) -> NoReturn:
    """Ends the process at once: taking a large library apart object by object took a twelfth of a build's time."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # whoever read our words has gone
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()
