"""`python -m bench [--quick] [ROW...]`: measures, prints the table, writes docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import time
from datetime import datetime, timezone
from pathlib import Path

from bench.measure import Failed, TooLong
from bench.rows import ROWS, WORK, Bench, Line

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "benchmarks.md"
WHOLE, QUICK = 600, 240  # s


def main() -> None:
    """Runs the rows that are asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], help="which rows; all where none is named")
    parser.add_argument("--quick", action="store_true", help="300 pages instead of 1,000, one round, four minutes")
    parser.add_argument("--no-report", action="store_true", help="do not write docs/benchmarks.md")
    asked = parser.parse_args()
    ends = time.monotonic() + (QUICK if asked.quick else WHOLE)
    bench = Bench(300, 900, 1, ends) if asked.quick else Bench(1000, 3000, 2, ends)
    began = os.getloadavg()[0]
    lines: list[Line] = []
    for name in asked.rows or ROWS:
        if bench.left() < 20:
            lines.append(Line(name, "Xinyu", None, "not measured: the time was over"))
            continue
        try:
            for line in ROWS[name](bench):
                lines.append(line)
                print(_row(line), flush=True)
        except (TooLong, Failed) as why:
            lines.append(Line(name, "Xinyu", None, f"not measured: {str(why).strip()[-160:]}"))
            print(_row(lines[-1]), flush=True)
    shutil.rmtree(WORK, ignore_errors=True)
    text = _report(lines, bench, began, "--quick" if asked.quick else "some rows" if asked.rows else "whole run")
    sys.stdout.write("\n" + text)
    if not asked.no_report:
        REPORT.write_text(text, "utf-8")


def _row(line: Line) -> str:
    cost = line.cost
    numbers = ("", "", "")
    if cost:
        numbers = (
            f"{cost.wall:.1f}",
            f"{cost.cpu:.1f}" if cost.cpu else "",
            f"{cost.memory:.0f}" if cost.memory else "",
        )
    met = {True: "met", False: "**missed**", None: "" if not line.bar else "not decided"}[line.met]
    cells = (line.work, line.engine, *numbers, line.figure, line.bar, met)
    return "| " + " | ".join(c.replace("|", "/").replace("\n", " ") for c in cells) + " |"


def _report(lines: list[Line], bench: Bench, load: float, how: str) -> str:
    day = datetime.now(tz=timezone.utc).date().isoformat()
    return "\n".join(
        (
            "# Benchmarks",
            "",
            "Written by `make bench`; do not edit. Generated pages (`bench/corpus.py`), about 1,740 characters each.",
            "Engines are run one after the other on the same machine, most of them twice in turn; the least is given.",
            "Ratios are of wall-clock time.",
            "",
            f"{day}, {how}. {os.cpu_count()} cores, {_memory():.0f} GiB, {platform.system()} {platform.machine()}, "
            f"Python {platform.python_version()}. Load before the run: {load:.1f}"
            + (" - other work was going on: times are long, and two processes gain less." if load > 1 else "."),
            "",
            "| work | engine | s | processor s | MiB | figure | bar | |",
            "|---|---|---|---|---|---|---|---|",
            *map(_row, lines),
            "",
        )
    )


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


main()
