"""What the `xinyu` command runs, and `python -m generator`."""

from __future__ import annotations

import gc


def main() -> None:
    """Reads the program, then does what the command line says.

    While it is read nothing is let go of: looking for what could be would take an eighth of the time.
    """
    gc.disable()
    from generator.cli import app  # noqa: PLC0415 - see above

    gc.freeze()
    gc.enable()
    app()


if __name__ == "__main__":
    main()
