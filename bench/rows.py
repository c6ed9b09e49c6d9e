"""What is measured, row by row. To add one: a function that yields lines, and its name in `ROWS`."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.corpus import write_lessons
from bench.engines import I18N, OURS, PLACE, STOCK, VITEPRESS, ZENSICAL, Absent, Engine
from bench.measure import Cost, Failed, TooLong, run

WORK = PLACE / "work"  # removed when all is over
EDIT = "content/g00/p0007.md"
LESSONS = 100


@dataclass(frozen=True)
class Line:
    """A line of the table: what was done, by whom, its cost, the figure a bar is set for, the bar, whether it holds."""

    work: str
    engine: str
    cost: Cost | None
    figure: str = ""
    bar: str = ""
    met: bool | None = None


@dataclass
class Bench:
    """A run of all rows: sizes, what is left of the time, what was measured already."""

    pages: int
    large: int
    rounds: int
    ends: float
    known: dict[tuple[str, int, int], Cost | str] = field(default_factory=dict)

    def left(self) -> float:
        """Seconds until the bench has to be over."""
        return self.ends - time.monotonic()

    def prepared(self, engine: Engine, count: int, english: int) -> tuple[Path, list[str]]:
        """A fresh project of an engine and the command that builds it. Raises `Absent`."""
        programs = engine.install()
        folder = self.folder(f"{engine.name.replace(' ', '-')}-{count}-{english}")
        engine.write(folder, count, english)
        return folder, engine.command(programs)

    @staticmethod
    def folder(name: str) -> Path:
        """Where a project may be written, with nothing removed for it.

        Where thousands of files were just removed, ext4 takes up to twenty times as long for a new one.
        """
        return next(path for n in itertools.count() if not (path := WORK / f"{name}-{n}").exists())

    def cold(self, engines: tuple[Engine, ...], count: int, english: int, rounds: int = 0) -> dict[str, Cost | str]:
        """Builds from nothing, engine after engine, round after round; the least of each, or why there is none.

        What else the machine does only ever makes a run longer, and rounds lie a minute apart.
        """
        costs: dict[str, list[Cost]] = {}
        out: dict[str, Cost | str] = {}
        for _ in range(rounds or self.rounds):
            for engine in engines:
                if engine.name in out:
                    continue
                try:
                    folder, command = self.prepared(engine, count, english)
                    if self.left() < 15:
                        raise TooLong("no time left")
                    cost = run(command, folder, self.left())
                    costs.setdefault(engine.name, []).append(cost)
                except Absent as why:
                    out[engine.name] = f"absent: {why}"
                except TooLong as why:
                    out[engine.name] = f"stopped after {why} s" if str(why).isdigit() else str(why)
                except Failed as why:
                    out[engine.name] = f"failed: {str(why).strip().splitlines()[-1][:120] if str(why).strip() else ''}"
        for name, found in costs.items():
            out[name] = _least(found)
        self.known.update({(name, count, english): cost for name, cost in out.items()})
        return out


def _least(costs: list[Cost]) -> Cost:
    return min(costs, key=lambda c: c.wall)


def _compared(bench: Bench, work: str, found: dict[str, Cost | str], beside: Engine, bar: float) -> Iterator[Line]:
    ours, theirs = found[OURS.name], found.get(beside.name)
    for name, cost in found.items():
        if isinstance(cost, str):
            yield Line(work, name, None, cost)
        elif name == OURS.name and isinstance(theirs, Cost):
            ratio = cost.wall / theirs.wall
            yield Line(work, name, cost, f"{ratio:.2f} of {beside.name}", f"<= {bar}", ratio <= bar)
        elif isinstance(theirs, Cost):
            yield Line(work, name, cost, f"{cost.wall / theirs.wall:.2f}")
        else:
            yield Line(work, name, cost)
    if isinstance(ours, str):
        yield Line(work, OURS.name, None, "not measured", f"<= {bar}", met=False)


def chinese(bench: Bench) -> Iterator[Line]:
    """Chinese pages beside the engines of one language. The school leaves English out, so all write one tree."""
    found = bench.cold((OURS, STOCK, ZENSICAL), bench.pages, 0)
    yield from _compared(bench, f"{bench.pages} zh, cold", found, STOCK, 0.5)


def node(bench: Bench) -> Iterator[Line]:
    """An engine of the Node world on the same Chinese pages, beside what was measured of the others."""
    work = f"{bench.pages} zh, cold"
    stock = bench.known.get((STOCK.name, bench.pages, 0))
    found = bench.cold((VITEPRESS,), bench.pages, 0, rounds=1)[VITEPRESS.name]
    if isinstance(found, str):
        yield Line(work, VITEPRESS.name, None, found)
    else:
        yield Line(work, VITEPRESS.name, found, f"{found.wall / stock.wall:.2f}" if isinstance(stock, Cost) else "")


def bilingual(bench: Bench) -> Iterator[Line]:
    """Chinese and half as many English pages beside the plugin for two languages."""
    found = bench.cold((OURS, I18N), bench.pages, bench.pages // 2)
    yield from _compared(bench, f"{bench.pages} zh + {bench.pages // 2} en, cold", found, I18N, 0.3)


def again(bench: Bench) -> Iterator[Line]:
    """Nothing changed, a body edited, a title edited: a whole `xinyu build` each."""
    folder, command = bench.prepared(OURS, bench.pages, 0)
    stock = bench.known.get((STOCK.name, bench.pages, 0))
    base = stock.wall if isinstance(stock, Cost) else None
    run(command, folder, bench.left())
    page = folder / EDIT
    text = page.read_text("utf-8")
    for work, edited, bar, share in (
        ("nothing changed", "", None, None),
        ("one body edited", "{}\n再加一句话，{}。\n", 1.5, 0.07),
        ("one title edited", "title", 3.0, None),
    ):
        costs = []
        for number in range(3):
            if edited == "title":
                page.write_text(text.replace("\ntitle: ", f"\ntitle: 换{number}", 1), "utf-8")
            elif edited:
                page.write_text(edited.format(text, "山" * (number + 1)), "utf-8")
            costs.append(run(command, folder, bench.left()))
        cost = _least(costs)
        figure = f"{cost.wall:.2f} s" + (f", {cost.wall / base:.3f} of {STOCK.name}" if base else "")
        met = None if bar is None else cost.wall <= bar and not (share and base and cost.wall > share * base)
        limits = "" if bar is None else f"<= {bar} s" + (f" and <= {share}" if share else "")
        yield Line(f"{bench.pages} zh, {work}", OURS.name, cost, figure, limits, met)


def checked(bench: Bench) -> Iterator[Line]:
    """`xinyu check`: nothing remembered, nothing changed, one body edited."""
    folder, command = bench.prepared(OURS, bench.pages, 0)
    command = [command[0], "check", "-q"]
    cold = run(command, folder, bench.left())
    yield Line(f"{bench.pages} zh, check, nothing remembered", OURS.name, cold)
    same = run(command, folder, bench.left())
    page = folder / EDIT
    page.write_text(page.read_text("utf-8") + "\n再加一句话。\n", "utf-8")
    edited = run(command, folder, bench.left())
    for work, cost in (("nothing changed", same), ("one body edited", edited)):
        figure = f"{cost.wall:.2f} s, {cost.wall / cold.wall:.2f} of the first run"
        yield Line(f"{bench.pages} zh, check, {work}", OURS.name, cost, figure)


def packed(bench: Bench) -> Iterator[Line]:
    """`xinyu packs` of generated lessons: from nothing, nothing changed, one lesson edited."""
    command = [str(OURS.install() / "xinyu"), "packs", "-q"]

    def line(work: str, cost: Cost, bar: float | None = None) -> Line:
        met = None if bar is None else cost.wall <= bar
        limit = "" if bar is None else f"<= {bar} s"
        return Line(f"{LESSONS} lesson packs, {work}", OURS.name, cost, f"{cost.wall:.2f} s", limit, met)

    costs = []
    for _ in range(bench.rounds):
        folder = bench.folder(f"packs-{LESSONS}")
        write_lessons(folder, LESSONS)
        costs.append(run(command, folder, bench.left()))
    files = [path for path in (folder / "dist" / "packs").rglob("*") if path.is_file()]
    largest = max(path.stat().st_size for path in files if path.suffix == ".pdf") / 1000
    yield line(f"{len(files) - 1} files, nothing remembered", _least(costs), 6.5)
    yield Line(f"{LESSONS} lesson packs", OURS.name, None, f"largest PDF {largest:.0f} KB", "<= 350 KB", largest <= 350)
    yield line("nothing changed", run(command, folder, bench.left()))
    page = folder / "content" / "lesson" / "g2-a03.md"
    text = page.read_text("utf-8")
    costs = []
    for number in range(3):
        page.write_text(text.replace("我想到", f"我{'又' * (number + 1)}想到"), "utf-8")
        costs.append(run(command, folder, bench.left()))
    yield line("one lesson edited", _least(costs), 1.0)


def served(bench: Bench) -> Iterator[Line]:
    """From saving a page to its new words being served."""
    folder, _ = bench.prepared(OURS, bench.pages, 0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    program = str(Path(sys.executable).parent / "xinyu")
    log = folder / "serve.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, "serve", "--port", str(port)], cwd=folder, stdout=out, stderr=out, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}/g00/p0007.html"
        _until(address, "", process, bench.left())
        time.sleep(2)
        page = folder / EDIT
        text = page.read_text("utf-8")
        took = []
        for number in range(4):
            words = "保存" + "看" * (number + 1) + "见"
            page.write_text(f"{text}\n{words}。\n", "utf-8")
            took.append(_until(address, words + "。", process, 60))
            time.sleep(1)
        seconds = median(took[1:])  # the first save reads what later ones keep
        yield Line(
            f"{bench.pages} zh, saved to served",
            OURS.name,
            Cost(seconds, 0, 0),
            f"{seconds:.2f} s",
            "<= 1 s",
            seconds <= 1,
        )
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=30)


def _until(address: str, words: str, process: subprocess.Popen[bytes], limit: float) -> float:
    begun = time.perf_counter()
    while time.perf_counter() - begun < limit:
        if process.poll() is not None:
            raise Failed("the server ended")
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if words in answer.read().decode("utf-8"):
                    return time.perf_counter() - begun
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.02)
    raise TooLong(f"{limit:.0f}")


def large(bench: Bench) -> Iterator[Line]:
    """Cost per page, small and large, and memory; beside the plugin for two languages as far as the time allows."""
    small = bench.cold((OURS,), 100, 50, rounds=1)[OURS.name]
    whole = bench.cold((OURS,), bench.large, bench.large // 2, rounds=1)[OURS.name]
    if not isinstance(small, Cost) or not isinstance(whole, Cost):
        yield Line(f"{bench.large} bilingual, cold", OURS.name, None, f"not measured: {small} {whole}")
        return
    ratio = (whole.cpu / bench.large) / (small.cpu / 100)
    yield Line("100 bilingual, cold", OURS.name, small)
    work = f"{bench.large} bilingual, cold"
    yield Line(work, OURS.name, whole, f"a page costs {ratio:.2f} of what it costs at 100", "<= 1.2", ratio <= 1.2)
    yield Line(work, OURS.name, whole, f"{whole.memory:.0f} MiB at most", "<= 400 MiB", whole.memory <= 400)
    enough = whole.wall / 0.15  # when it has not ended by then, the bar is met
    limit = min(enough, bench.left() - 5)
    try:
        folder, command = bench.prepared(I18N, bench.large, bench.large // 2)
        theirs = run(command, folder, max(limit, 1))
        share = whole.wall / theirs.wall
        yield Line(work, I18N.name, theirs)
        yield Line(work, OURS.name, whole, f"{share:.2f} of {I18N.name}", "<= 0.15", share <= 0.15)
    except TooLong:
        share = whole.wall / limit
        told = f"under {share:.2f} of {I18N.name}, which was stopped after {limit:.0f} s"
        yield Line(work, OURS.name, whole, told, "<= 0.15", True if share <= 0.15 else None)
    except (Absent, Failed) as why:
        yield Line(work, I18N.name, None, str(why).strip()[-120:])


ROWS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    "chinese": chinese,
    "again": again,
    "served": served,
    "checked": checked,
    "packed": packed,
    "bilingual": bilingual,
    "node": node,
    "large": large,
}
