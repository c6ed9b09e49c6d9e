"""Work on several processes gives what one process gives, whatever happens to the others.

Each case runs in a process of its own: those of pytest-xdist have threads, and then nothing is forked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = """
import os, threading
from generator.memory.fork import as_done, at_once, cores, flowing, may_fork, shared_out, start_helper
parent = os.getpid()
def elsewhere(n):
    return n, os.getpid() != parent
"""


def alone(code: str, cores: str = "2", *, folder: Path | None = None) -> str:
    """What `code` prints in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code],
        env={**os.environ, "XINYU_CORES": cores},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("cores", ["1", "2", "3"])
def test_shared_work_comes_back_in_its_order(cores: str) -> None:
    code = """
found = shared_out(lambda items: [elsewhere(i) for i in items], range(100))
print([n for n, _ in found] == list(range(100)), sum(there for _, there in found))
"""
    assert alone(code, cores) == f"True {100 - len(range(0, 100, int(cores)))}"


@pytest.mark.parametrize("cores", ["1", "2", "3"])
@pytest.mark.parametrize("count", [3, 100, 1000])
def test_work_that_flows_is_all_done_each_item_with_its_own_result(cores: str, count: int) -> None:
    code = f"""
found = list(flowing(lambda items: [elsewhere(-i) for i in items], range({count})))
print(sorted(i for i, _ in found) == list(range({count})), all(n == -i for i, (n, _) in found), {{t for _, (_, t) in found}})
"""
    assert alone(code, cores) == f"True True {{{cores != '1' and count > 3}}}"


@pytest.mark.parametrize("cores", ["1", "2", "3"])
def test_long_work_is_all_done_wherever(cores: str) -> None:
    code = """
found = dict(as_done(elsewhere, list("abcdefg")))
print("".join(found[n][0] for n in range(7)), {there for _, there in found.values()})
"""
    assert alone(code, cores) == f"abcdefg {{{cores != '1'}}}"


@pytest.mark.parametrize(("given", "share"), [("1", 1), ("2", 1), ("4", 2)])
def test_works_at_once_have_their_share_of_the_cores_each_and_the_first_is_done_here(given: str, share: int) -> None:
    code = """
print(at_once(lambda n: (*elsewhere(n), cores()), "ab"), cores())
"""
    assert alone(code, given) == f"{[('a', False, share), ('b', given != '1', share)]} {given}"


def test_work_at_once_whose_process_was_killed_is_done_again() -> None:
    code = """
def work(n):
    if os.getpid() != parent:
        os._exit(9)
    return n + n
print(at_once(work, "ab"))
"""
    assert alone(code) == "['aa', 'bb']"


@pytest.mark.parametrize("way", ["shared_out(lambda some: [1 // (n - 51) for n in some], range(100))", "LIVE"])
def test_a_fault_in_another_process_is_raised_here(way: str) -> None:
    way = way.replace("LIVE", "list(as_done(lambda n: 1 // (n - 5), range(9)))")
    code = f"""
try:
    {way}
except ZeroDivisionError:
    print("raised")
"""
    assert alone(code) == "raised"


def test_the_share_of_a_process_that_was_killed_is_done_again() -> None:
    code = """
def work(items):
    if os.getpid() != parent:
        os._exit(9)
    return list(items)
print(shared_out(work, range(50)) == list(range(50)))
"""
    assert alone(code) == "True"


@pytest.mark.parametrize("fatal", ["n == 4", "n in (0, 1)", "True"])
def test_an_item_whose_process_was_killed_is_done_again(fatal: str) -> None:
    code = f"""
def work(n):
    if os.getpid() != parent and ({fatal}):
        os._exit(9)
    return n * n
print(sorted(as_done(work, range(9))) == [(n, n * n) for n in range(9)])
"""
    assert alone(code) == "True"


def test_nothing_is_forked_beside_threads() -> None:
    code = """
held = threading.Event()
threading.Thread(target=held.wait, daemon=True).start()
print(may_fork(), {there for _, (_, there) in as_done(elsewhere, range(5))})
held.set()
"""
    assert alone(code) == "False {False}"


def test_a_forked_process_reads_what_is_remembered_by_itself(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from generator.memory.memory import Memory
memory = Memory(Path("cache"))
for n in range(200):
    memory.put("kind", str(n), "mark", n)
memory.save()
memory.close()
memory = Memory(Path("cache"))
memory.get("kind", "0", "mark")
found = shared_out(lambda some: [(memory.get("kind", str(n), "mark"), os.getpid() != parent) for n in some], range(200))
memory.put("kind", "0", "mark", "after")
memory.save()
print([n for n, _ in found] == list(range(200)), sum(there for _, there in found))
"""
    assert alone(code, folder=tmp_path) == "True 100"


def test_a_helper_answers_what_it_is_asked() -> None:
    code = """
helper = start_helper(lambda ask: (ask(), elsewhere(ask())))
helper.ask("first")
helper.ask("second")
print(helper.answer())
helper.close()
helper.close()
"""
    assert alone(code) == "('first', ('second', True))"


def test_there_is_no_helper_on_one_core() -> None:
    assert alone("print(start_helper(lambda ask: ask()))", "1") == "None"


def test_what_a_helper_raises_is_raised_where_it_is_asked_for() -> None:
    code = """
def broken(ask):
    raise ValueError(ask())
helper = start_helper(broken)
helper.ask("no")
try:
    helper.answer()
except ValueError as fault:
    print("told", fault)
helper.close()
"""
    assert alone(code) == "told no"


def test_a_helper_that_died_answers_nothing() -> None:
    code = """
helper = start_helper(lambda ask: os._exit(9))
helper.ask("x" * 10_000_000)
print(helper.answer())
helper.close()
"""
    assert alone(code) == "None"


def test_no_process_is_left_of_a_helper(tmp_path: Path) -> None:
    code = """
import time
def slow(ask):
    said = ask()
    time.sleep(.3)
    open(said, "w").close()
    return "x" * 1_000_000
asked, idle = start_helper(slow), start_helper(slow)
asked.ask("written")
asked.close()
print(os.path.exists("written"))
idle.close()
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print("none")
"""
    assert alone(code, folder=tmp_path) == "True\nnone"
