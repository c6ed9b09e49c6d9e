"""Work shared out over the machine's cores by forking; where there is no fork, or one core, it is done in place.

The order of results is the order of the items, so that the number of cores is seen in nothing but time.
"""

from __future__ import annotations

import gc
import os
import pickle
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, NoReturn, TypeVar

from generator.memory.records import to_bytes

Item = TypeVar("Item")
Result = TypeVar("Result")

CORES_AT_MOST = 8
AT_ONCE = 48  # items handed to a process at once where results flow
LEAST = 24  # items below which a fork costs more than it brings
_SHARE = ContextVar("share", default=0)  # of the cores, for one of several works at once; 0: all of them


def cores() -> int:
    """How many processes to share work over: its share, else XINYU_CORES, else what this process may run on."""
    share = _SHARE.get()
    if share:
        return share
    asked = os.environ.get("XINYU_CORES", "")
    if asked.isdigit() and asked != "0":
        return min(int(asked), CORES_AT_MOST)
    if not hasattr(os, "fork") or sys.platform == "darwin":  # Apple's libraries do not survive a fork
        return 1
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, CORES_AT_MOST)


def may_fork() -> bool:
    """Whether a copy of this process can work: a fork copies no other thread, be it Python's or an engine's."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208 - no names are needed
    except OSError:
        return True


def shared_out(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]) -> list[Result]:
    """`work` on shares of `items`, one result for each item, in their order.

    What `work` raises is raised here. A process that dies without a word has its share done again here.
    """
    count = cores()
    if count < 2 or len(items) < LEAST or not may_fork():
        return work(items)
    return _apart(work, items, count)


def at_once(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """`work` on each item at the same time, the first of them here: for a few that are long and much alike.

    Each has its share of the cores. As with `shared_out`, what is raised is raised here, and nothing is lost.
    """
    count = min(cores(), len(items))
    if count < 2 or not may_fork():
        return [work(item) for item in items]
    whole = _SHARE.set(max(1, cores() // count))
    try:
        return _apart(lambda share: [work(item) for item in share], items, count)
    finally:
        _SHARE.reset(whole)


def _apart(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], count: int) -> list[Result]:
    """`work` on `count` shares of `items`, the first here, each other in a process of its own."""
    shares = [items[n::count] for n in range(count)]
    with _frozen():
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


class Helper:
    """A process of its own that answers what it is asked, one thing after the other."""

    def __init__(self, pid: int, line: Connection) -> None:
        self._pid, self._line = pid, line

    def ask(self, question: object) -> None:
        """Tells it to do something; it may be busy with what it was asked before."""
        with suppress(OSError):  # a process that died is noticed when its answer is read
            self._line.send_bytes(to_bytes(question))

    def answer(self) -> object | None:
        """Waits for an answer, or raises what was raised there. None where the process died without a word."""
        try:
            done, got = self._line.recv()
        except (EOFError, OSError):
            return None
        if not done:
            raise got
        return got  # type: ignore[no-any-return]

    def close(self) -> None:
        """Ends it when it has done what it was asked; may be called twice."""
        if not self._line.closed:
            with suppress(OSError), socket.fromfd(self._line.fileno(), socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.shutdown(socket.SHUT_RDWR)  # processes forked since hold our end of it too
            self._line.close()
            os.waitpid(self._pid, 0)


def start_helper(work: Callable[[Callable[[], Any]], object]) -> Helper | None:
    """A process that does `work` and gives its result; `work` is given what waits for the next question.

    None where there is one core, or no fork. Begun before the program has been read it costs next to nothing: a fork
    of a large process has every page copied that either of the two touches.
    """
    if cores() < 2 or not may_fork():
        return None
    here, there = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with _frozen():
        pid = os.fork()
    if pid:
        there.close()
        return Helper(pid, here)
    try:
        here.close()
        try:
            data = to_bytes((True, work(lambda: pickle.loads(there.recv_bytes()))))  # noqa: S301 - from our parent
        except EOFError:  # nobody asks any more
            os._exit(0)
        except BaseException as fault:  # noqa: BLE001 - told to the parent, which raises it
            data = _told(fault)
        there.send_bytes(data)
    finally:
        os._exit(0)


@contextmanager
def _frozen() -> Iterator[None]:
    """A process forked within looks for garbage among its own objects only: the look alone would copy all of ours."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


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
            data = to_bytes((True, work(share)))
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


def flowing(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]) -> Iterator[tuple[Item, Result]]:
    """As `shared_out`, but each item's result is handed on as it comes, in no order: no process ever holds them all."""
    if cores() < 2 or len(items) < LEAST or not may_fork():
        for start in range(0, len(items), AT_ONCE):
            some = items[start : start + AT_ONCE]
            yield from zip(some, work(some), strict=True)
        return
    size = min(AT_ONCE, -(-len(items) // (4 * cores())))
    shares = [items[start : start + size] for start in range(0, len(items), size)]
    for number, results in as_done(work, shares):
        yield from zip(shares[number], results, strict=True)


def as_done(work: Callable[[Item], Result], items: Sequence[Item], count: int = 0) -> Iterator[tuple[int, Result]]:
    """`work` on each item by itself, with the number of the item, in the order in which they are done.

    For few and long items of unlike length: who is done with one takes the next. `count` is the number of processes,
    one a core where it is 0. What `work` raises is raised here when the others are done with what they had begun, and an item whose process died is done again here.
    """
    count = min(count or cores(), len(items))
    if count < 2 or not may_fork():
        for number, item in enumerate(items):
            yield number, work(item)
        return
    waiting = iter(range(len(items)))
    lost: list[int] = []
    fault: BaseException | None = None
    team = _Team(max(1, cores() // count))
    busy = team.busy
    try:
        with _frozen():
            for _ in range(count):
                _hire(work, items, team, next(waiting))
        while busy:
            for end in wait(list(busy)):
                assert isinstance(end, Connection)
                number = busy.pop(end)
                try:
                    done, got = end.recv()
                except (EOFError, OSError):
                    lost.append(number)
                    end.close()
                    continue
                if not done:
                    fault = fault or got
                    end.close()
                    continue
                following = next(waiting, None) if fault is None else None
                if following is None:
                    end.close()
                else:
                    busy[end] = following
                    with suppress(OSError):  # a process that died is noticed when it is read from
                        end.send(following)
                yield number, got
        if fault is not None:
            raise fault
        for number in (*lost, *waiting):
            yield number, work(items[number])
    finally:
        for end in busy:
            end.close()
        for pid in team.children:
            os.waitpid(pid, 0)


@dataclass
class _Team:
    """Processes at work: which item each line of talk is about, their numbers, how many cores each may use."""

    share: int
    busy: dict[Connection, int] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)


def _hire(work: Callable[[Item], Result], items: Sequence[Item], team: _Team, first: int) -> None:
    """A process that does one item after the other as it is told, beginning with `first`."""
    here, there = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        for other in (here, *team.busy):
            other.close()
        _SHARE.set(team.share)
        _serve(work, items, there)
    there.close()
    team.children.append(pid)
    here.send(first)
    team.busy[here] = first


def _serve(work: Callable[[Item], Result], items: Sequence[Item], line: Connection) -> NoReturn:
    try:
        while True:
            number = line.recv()
            try:
                data = to_bytes((True, work(items[number])))
            except BaseException as fault:  # noqa: BLE001 - told to the parent, which raises it
                data = _told(fault)
            line.send_bytes(data)
    except (EOFError, OSError):  # nothing more to do, or nobody to do it for
        pass
    finally:
        os._exit(0)
