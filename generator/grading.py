"""The use case of a sealed exam's end: answers opened, checked and graded. Apart from `app`, so that nobody else reads cryptography."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.app import NoProject
from generator.load.layers import find_root
from generator.load.project import load_project
from generator.records.exam.intake import read_all
from generator.records.exam.keys import read_key
from generator.records.exam.opening import Known, Opening, sittings
from generator.records.exam.response import Refused
from generator.records.exam.results import read_known, write_results
from generator.records.exam.ticket import fold_ticket


def exam_results(
    start: Path,
    on: date,
    files: Iterable[Path],
    key: Path,
    *,
    form: str = "json",
    lang: str = "zh",
    known: tuple[Path, ...] = (),
    tickets: Path | None = None,
) -> tuple[str, int]:
    """The answers in `files`, opened and graded, as `text`, `json` or `csv`, and how many were rejected.

    Raises `NoProject`, and `Refused` where a key, a list of tickets or an earlier result cannot be read.
    """
    root = find_root(start)
    if root is None:
        raise NoProject(str(start))
    key_id, private = read_key(key)
    before = [read_known(_private_text(path, "known-file")) for path in known]
    issued = None
    if tickets:
        issued = frozenset(fold_ticket(t) for t in _private_text(tickets, "tickets-file").split("\n") if t.strip())
    exams = sittings(load_project(root, on).library)
    opening = Opening(
        exams,
        key_id,
        private,
        Known({k: v for one in before for k, v in one.nonces.items()}, frozenset().union(*(b.tickets for b in before))),
        issued,
    )
    results = opening.open_all(read_all(files))
    return write_results(results, exams, key_id, form, lang), sum(bool(r.reason) for r in results)


def _private_text(path: Path, reason: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, ValueError) as fault:
        raise Refused(reason, str(path)) from fault
