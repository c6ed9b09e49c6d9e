"""Work shared out over the machine's cores by forking; where there is no fork, or one core, it is done in place.

The order of results is the order of the items, so that the number of cores is seen in nothing but time.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

CORES_AT_MOST = 8
LEAST = 24  # items below which a fork costs more than it brings


def cores() -> int:
    """How many processes to share work over: XINYU_CORES, else what this process may run on."""
    asked = os.environ.get("XINYU_CORES", "")
    if asked.isdigit() and asked != "0":
        return min(int(asked), CORES_AT_MOST)
    if not hasattr(os, "fork") or sys.platform == "darwin":  # Apple's libraries do not survive a fork
        return 1
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, CORES_AT_MOST)


def shared_out(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], *, least: int = 0
) -> list[Result]:
    """`work` on shares of `items`, one result for each item, in their order; fewer than `least` are not shared out.

    What `work` raises is raised here. A process that dies without a word has its share done again here.
    """
    count = cores() if hasattr(os, "fork") else 1
    if count < 2 or len(items) < (least or LEAST) or threading.active_count() > 1:  # a fork copies no other thread
        return work(items)
    shares = [items[n::count] for n in range(count)]
    children = [_start(work, share) for share in shares[1:]]
    try:
        parts: list[list[Result]] = [work(shares[0])]
    except BaseException:
        for pid, pipe in children:
            os.close(pipe)
            os.waitpid(pid, 0)
        raise
    fault: BaseException | None = None
    for (pid, pipe), share in zip(children, shares[1:], strict=True):
        done: bool
        got: list[Result] | BaseException
        done, got = _finish(pid, pipe)
        if isinstance(got, BaseException):
            fault = fault or got
        else:
            parts.append(got if done else work(share))
    if fault is not None:
        raise fault
    out: list[Result | None] = [None] * len(items)
    for number, part in enumerate(parts):
        out[number::count] = part
    return out  # type: ignore[return-value]


def _start(work: Callable[[Sequence[Item]], list[Result]], share: Sequence[Item]) -> tuple[int, int]:
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        try:
            data = pickle.dumps((True, work(share)), protocol=5)
        except BaseException as fault:  # noqa: BLE001 - told to the parent, which raises it
            data = _told(fault)
        with os.fdopen(writing, "wb") as out:
            out.write(data)
        status = 0
    finally:
        os._exit(status)


def _told(fault: BaseException) -> bytes:
    try:
        data = pickle.dumps((False, fault), protocol=5)
        pickle.loads(data)  # noqa: S301 - our own bytes: some exceptions can be written but not read
    except Exception:  # noqa: BLE001 - as above
        return pickle.dumps((False, RuntimeError(f"{type(fault).__name__}: {fault}")), protocol=5)
    return data


def _finish(pid: int, pipe: int) -> tuple[bool, list[Result] | BaseException]:
    """Whether the process gave its results, and these or what it raised."""
    with os.fdopen(pipe, "rb") as reading:
        data = reading.read()
    os.waitpid(pid, 0)
    if not data:
        return False, []
    try:
        done, got = pickle.loads(data)  # noqa: S301 - from the process we forked
    except (pickle.UnpicklingError, EOFError):
        return False, []
    return (True, got) if done else (False, got)
