"""Runs a command and says how long it took, what processor time it used, and how much memory at most."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.2  # s between two looks at the memory


class TooLong(Exception):
    """The command was stopped; how many seconds it had had."""


class Failed(Exception):
    """The command failed; the end of what it said."""


@dataclass(frozen=True)
class Cost:
    """Seconds of wall clock, seconds of processor, MiB of all processes of the command together (shared parts once)."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, limit: float, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs `command` in `folder`. Raises `TooLong` after `limit` seconds, and `Failed`."""
    before = os.times()
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    peak = [0.0]
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, over), daemon=True)
    watcher.start()
    try:
        said, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise TooLong(f"{limit:.0f}") from None
    finally:
        over.set()
        watcher.join()
    after = os.times()
    if process.returncode:
        raise Failed(said.decode("utf-8", "replace")[-600:])
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.perf_counter() - begun, cpu, peak[0])


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """That of whoever builds at home: every engine may keep its compiled modules."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **more}


def _watch(leader: int, peak: list[float], over: threading.Event) -> None:
    while not over.wait(EVERY):
        peak[0] = max(peak[0], sum(_held(pid) for pid in _members(leader)) / 1024)


def _members(leader: int) -> list[int]:
    """The processes of the command's session."""
    out = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if int((entry / "stat").read_text().rpartition(")")[2].split()[3]) == leader:
                out.append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    return out


def _held(pid: int) -> float:
    """KiB of memory of a process, its share of what it shares with others."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((float(row.split()[1]) for row in rows if row.startswith("Pss:")), 0.0)
