"""The small project with a sealed exam laid over it, and answers to that exam."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey
from support import CASES, NODE, TODAY, copy_minimal

from generator.load.project import load_project
from generator.model.exam import Paper, Place
from generator.model.record import Lang
from generator.records.exam.opening import Sitting, sittings
from generator.records.exam.response import Answers
from generator.records.exam.ticket import form_of, make_ticket

EXAM, KEY_ID = "course/t1/exam", "demo-2026"
PRIVATE = PrivateKey(bytes(range(1, 33)))
PUBLIC = bytes(PRIVATE.public_key)
PASSCODE = "BCDF GHJK 2345 6789"
BROWSER = Path(__file__).parent / "records" / "exam" / "browser_side.mjs"


def exam_project(folder: Path, *, passcode: str = "") -> Path:
    """A copy of the small project with the exam in it; with a passcode the papers are encrypted."""
    root = copy_minimal(folder)
    shutil.copytree(CASES / "exam", root, dirs_exist_ok=True)
    if passcode:
        page = root / "courses" / "t1" / "exam.md"
        page.write_text(page.read_text("utf-8").replace("commitment: true", "passcode: true"), "utf-8")
        (root / "records").mkdir()
        (root / "records" / "exam-passcodes.yml").write_text(f"{EXAM}: {passcode}\n", "utf-8")
    return root


def sitting_of(root: Path) -> Sitting:
    return sittings(load_project(root, TODAY).library)[EXAM]


def ticket(number: int) -> str:
    return make_ticket((number * 7_919 + 1).to_bytes(5, "big") + b"\x10\x00")


def nonce(number: int) -> str:
    return f"{number:032x}"


def paper_for(sitting: Sitting, folded: str, lang: Lang = "zh") -> tuple[str, Paper]:
    """The paper a ticket gets, with its hash."""
    form = form_of(EXAM, folded, sitting.exam.forms)
    return next((h, p) for h, (p, of) in sitting.papers.items() if p.form == form and of == lang)


def right_answer(place: Place) -> Any:
    """The right answer of a place, in places."""
    key = place.question.key()["key"]
    at = {o: str(n) for n, o in enumerate(place.options, 1)}
    match place.question.type:
        case "single":
            return at[key] if isinstance(key, str) else at[key[0]]
        case "truefalse":
            return at[str(key).lower()]
        case "multiple":
            return sorted(at[k] for k in key)
        case "order":
            return [at[k] for k in key]
        case "match":
            right = {o: str(n) for n, o in enumerate(place.right, 1)}
            return {at[k]: right[v] for k, v in key.items()}
        case "cloze":
            return {str(n): str(ids.index(key[gap]) + 1) for n, (gap, ids) in enumerate(place.gaps, 1)}
        case "fill":
            return [blank["accept"][0] for blank in key]
        case _:
            return str(key // 1_000_000)


def right_answers(paper: Paper) -> dict[str, Any]:
    return {str(n): right_answer(p) for n, p in enumerate(paper.places, 1)}


def answers_of(sitting: Sitting, number: int, lang: Lang = "zh", **changes: Any) -> Answers:
    """All right answers of the ticket `number`; `changes` replace fields."""
    folded = changes.get("ticket", ticket(number))
    name, paper = paper_for(sitting, folded, lang)
    fields = {
        "format": "xinyu-exam-answers",
        "version": 1,
        "exam": EXAM,
        "paper": name,
        "lang": lang,
        "ticket": folded,
        "nonce": nonce(number),
        "key": KEY_ID,
        "supervision": "unsupervised",
        "answers": right_answers(paper),
        "mac": None,
    }
    return Answers.model_validate({**fields, **changes})


def ask_browser(jobs: list[dict[str, Any]]) -> list[Any]:
    """What the browser's code does with each job, in one Node process."""
    done = subprocess.run(
        [*NODE, str(BROWSER)], input=json.dumps(jobs), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
