"""Answers of every kind arrive: good, damaged, forged, replayed, hostile. Each is listed; only the good are graded."""

from __future__ import annotations

import base64
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exam_project import (
    EXAM,
    KEY_ID,
    PRIVATE,
    PUBLIC,
    answers_of,
    b64,
    exam_project,
    nonce,
    paper_for,
    sitting_of,
    ticket,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, PublicKey, SealedBox
from test_exam_both_ways import python_chunks

from generator.messages import interface
from generator.records.exam.intake import MOST_FILE, Arrived, read_all
from generator.records.exam.opening import Known, Opening, Result, Sitting
from generator.records.exam.response import (
    MARK,
    Answers,
    Envelope,
    Refused,
    open_box,
    pad,
    read_envelope,
    read_json,
    seal,
)
from generator.records.exam.results import read_known, write_results
from generator.records.exam.ticket import show_ticket


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    return sitting_of(exam_project(tmp_path_factory.mktemp("exam") / "p"))


@pytest.fixture
def opening(sitting: Sitting) -> Callable[..., Opening]:
    return lambda **more: Opening({EXAM: sitting}, KEY_ID, bytes(PRIVATE), **more)


def opened(opening: Callable[..., Opening], *sent: Answers | Envelope, **more: Any) -> tuple[Result, ...]:
    envelopes = [seal(a, PUBLIC) if isinstance(a, Answers) else a for a in sent]
    return opening(**more).open_all(Arrived(f"{n}.json", e) for n, e in enumerate(envelopes))


def sealed(data: dict[str, Any]) -> Envelope:
    """Any data sealed as answers, as a forger with the public key would."""
    box = SealedBox(PublicKey(PUBLIC)).encrypt(pad(json.dumps(data).encode()))
    return Envelope(format="xinyu-exam-response", version=1, exam=EXAM, key=KEY_ID, box=b64(box))


# --- grading ------------------------------------------------------------------


def test_all_right_is_all_right_on_every_paper_in_both_languages(opening: Any, sitting: Sitting) -> None:
    results = opened(opening, *(answers_of(sitting, n, lang) for n, lang in enumerate(["zh", "en"] * 6)))
    assert {(r.right, r.of, r.passed, r.reason) for r in results} == {(8, 8, True, "")}
    assert {r.form for r in results} == {1, 2, 3}
    assert results[0].groups == (("bounds", 3, 3), ("noticing", 5, 5))


def test_a_critical_item_wrong_is_not_passed_and_a_share_short_is_not_either(opening: Any, sitting: Sitting) -> None:
    good = answers_of(sitting, 1)
    _, paper = paper_for(sitting, good.ticket)
    families = {p.family: str(n) for n, p in enumerate(paper.places, 1)}
    without = good.model_copy(update={"answers": {**good.answers, families["promise"]: "9"}})
    others = [n for f, n in families.items() if f != "promise"][:4]
    few = answers_of(sitting, 2, answers={})
    four = good.model_copy(update={"answers": {**good.answers, **dict.fromkeys(others)}, "nonce": nonce(9)})
    critical, none, short = opened(opening, without, few, four.model_copy(update={"ticket": good.ticket}))[:3]
    assert (critical.right, critical.passed, critical.missed) == (7, False, ("promise",))
    assert (none.right, none.passed, none.missed) == (0, False, ("promise",))
    assert short.reason == "ticket-used"
    (short,) = opened(opening, four)
    assert (short.right, short.needed, short.passed, short.missed) == (4, 5, False, ())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from("123"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.integers(1, 12).map(str), JSON, max_size=10))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_answered_is_graded(opening: Any, sitting: Sitting, given_answers: dict[str, Any]) -> None:
    (result,) = opened(opening, answers_of(sitting, 1, answers=given_answers))
    assert result.reason == ""
    assert 0 <= result.right <= result.of


# --- what answers are bound to --------------------------------------------------


def test_every_tie_is_checked(opening: Any, sitting: Sitting) -> None:
    good = answers_of(sitting, 1).model_dump()
    other = next(h for h, (p, lang) in sitting.papers.items() if lang == "zh" and h != good["paper"])
    cases = {
        "forged": {"exam": "course/t2/exam"},
        "other-paper": {"paper": "0" * 64},
        "other-form": {"paper": other},
        "ticket": {"ticket": good["ticket"][:-1] + ("0" if good["ticket"][-1] != "0" else "1")},
        "supervision": {"supervision": "watched"},
        "version": {"version": 2},
        "not-ours": {"format": "something"},
        "damaged": {"nonce": "x"},
    }
    found = {name: opened(opening, sealed({**good, **change}))[0].reason for name, change in cases.items()}
    assert found == {**{name: name for name in cases}, "supervision": "damaged"}
    assert opened(opening, sealed({**good, "key": "another"}))[0].reason == "forged"
    assert opened(opening, sealed({**good, "lang": "en"}))[0].reason == "other-paper"
    assert opened(opening, sealed({**good, "more": 1}))[0].reason == "damaged"


def test_a_mode_that_is_not_offered_is_refused(sitting: Sitting) -> None:
    alone = Sitting(sitting.exam, sitting.papers, ("supervised",))
    once = Opening({EXAM: alone}, KEY_ID, bytes(PRIVATE))
    (result,) = once.open_all([Arrived("a", seal(answers_of(sitting, 1), PUBLIC))])
    assert result.reason == "supervision"


def test_other_keys_and_exams_are_told_apart(opening: Any, sitting: Sitting) -> None:
    envelope = seal(answers_of(sitting, 1), PUBLIC)
    other = seal(answers_of(sitting, 1), bytes(PrivateKey.generate().public_key))
    assert opened(opening, other)[0].reason == "closed"
    assert opened(opening, envelope.model_copy(update={"key": "old-2025"}))[0].reason == "other-key"
    (stray,) = Opening({}, KEY_ID, bytes(PRIVATE)).open_all([Arrived("a", envelope)])
    assert stray.reason == "other-exam"


def test_duplicates_replays_and_used_tickets_are_listed_and_counted_once(opening: Any, sitting: Sitting) -> None:
    first = answers_of(sitting, 1)
    envelope = seal(first, PUBLIC)
    changed = first.model_copy(update={"answers": {}})
    again = first.model_copy(update={"nonce": nonce(77)})
    results = opened(opening, envelope, envelope, changed, again, answers_of(sitting, 2))
    assert [r.reason for r in results] == ["", "duplicate", "replay", "ticket-used", ""]
    assert [r.contested for r in results] == [True, False, False, False, False]
    assert results[1].detail == "0.json"

    said = write_results(results, {EXAM: sitting}, KEY_ID, "json", "en")
    known = read_known(said)
    later = opened(opening, envelope, changed, again, answers_of(sitting, 3), known=known)
    assert [r.reason for r in later] == ["known", "replay", "ticket-used", ""]


def test_only_tickets_that_were_issued_count(opening: Any, sitting: Sitting) -> None:
    issued = frozenset({ticket(1)})
    results = opened(opening, answers_of(sitting, 1), answers_of(sitting, 2), tickets=issued)
    assert [r.reason for r in results] == ["", "ticket-unknown"]


def test_no_changed_byte_opens(opening: Any, sitting: Sitting) -> None:
    box = base64.b64decode(seal(answers_of(sitting, 1), PUBLIC).box)
    chance = random.Random(7)
    regions = [range(32), range(32, 48), range(48, 80), range(80, len(box) - 32), range(len(box) - 32, len(box))]
    for region in regions:  # the one-time key, the MAC, the head, the middle, the padding
        for at in chance.sample(region, 12):
            bent = box[:at] + bytes([box[at] ^ (1 << chance.randrange(8))]) + box[at + 1 :]
            with pytest.raises(Refused) as no:
                open_box(bent, bytes(PRIVATE))
            assert no.value.reason == "closed"
    for cut in (b"", box[:47], box[:-1], box + b"\0"):
        with pytest.raises(Refused):
            open_box(cut, bytes(PRIVATE))


# --- what arrives ---------------------------------------------------------------


def code_of(envelope: Envelope) -> list[str]:
    head = json.dumps({"exam": envelope.exam, "key": envelope.key}).encode()
    data = MARK + len(head).to_bytes(2, "big") + head + base64.b64decode(envelope.box)
    return python_chunks(data, 480)


def test_files_codes_folders_and_zips_are_all_read(tmp_path: Path, opening: Any, sitting: Sitting) -> None:
    sent = [seal(answers_of(sitting, n), PUBLIC) for n in range(1, 7)]
    box = tmp_path / "inbox"
    (box / "deep").mkdir(parents=True)
    (box / "a.json").write_text(sent[0].model_dump_json(), "utf-8")
    chat = "张老师 19:02\n" + "\n".join(code_of(sent[1])) + "\n收到\n" + "\n".join(code_of(sent[2]))
    (box / "deep" / "chat.txt").write_text("\ufeff" + chat, "utf-8")
    half = code_of(sent[3])
    (box / "one.txt").write_text(half[0], "utf-8")
    (box / "two.txt").write_text("\n".join(half[1:]), "utf-8")
    with zipfile.ZipFile(box / "more.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/5.json", sent[4].model_dump_json())
        archive.writestr("6.txt", "\n".join(code_of(sent[5])))
    results = opening().open_all(read_all([box]))
    assert [r.reason for r in results] == [""] * 6
    assert {r.ticket for r in results} == {show_ticket(ticket(n)) for n in range(1, 7)}


def test_what_is_no_answer_is_listed_with_its_reason(tmp_path: Path, sitting: Sitting) -> None:
    envelope = seal(answers_of(sitting, 1), PUBLIC)
    whole, chunks = envelope.model_dump(), code_of(envelope)
    deep = '{"format":"xinyu-exam-response","version":1,"exam":' + "[" * 50_000 + "]" * 50_000 + "}"
    cases: dict[str, tuple[str | bytes, str]] = {
        "not text": (b"\xff\xfe\x00", "not-ours"),
        "a letter": ("老师您好", "not-ours"),
        "other json": ('{"format": "x"}', "not-ours"),
        "broken json": (json.dumps(whole)[:-9], "damaged"),
        "later version": (json.dumps({**whole, "version": 2}), "version"),
        "version true": (json.dumps({**whole, "version": True}), "version"),
        "more fields": (json.dumps({**whole, "more": 1}), "damaged"),
        "name twice": (json.dumps(whole).replace("{", '{"exam": "x/y", ', 1), "damaged"),
        "deep": (deep[:90_000], "damaged"),
        "number": ('{"format":"xinyu-exam-response","version":1,"n":' + "9" * 9_000 + "}", "damaged"),
        "nan": ('{"format":"xinyu-exam-response","version":NaN}', "damaged"),
        "half a sign": (json.dumps({**whole, "exam": "\ud800"}), "damaged"),
        "too long": ('{"format":"' + "x" * 200_000 + '"}', "too-large"),
        "huge": (b" " * (MOST_FILE + 1), "too-large"),
        "chunk missing": ("\n".join(chunks[1:]), "incomplete"),
        "chunk changed": (chunks[0].replace(chunks[0][30], "7" if chunks[0][30] != "7" else "8", 1), "damaged"),
        "chunk cut": (chunks[0][:40], "damaged"),
        "other bytes": ("\n".join(python_chunks(b"something else", 40)), "not-ours"),
        "later code": ("\n".join(python_chunks(b"XYE\x02\0\0", 40)), "version"),
        "short box": (json.dumps({**whole, "box": whole["box"][:40]}), ""),
    }
    for name, (data, reason) in cases.items():
        path = tmp_path / f"{name}.txt"
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
        arrived = list(read_all([path]))
        assert [a.reason for a in arrived] == [reason], name
        results = Opening({EXAM: sitting}, KEY_ID, bytes(PRIVATE)).open_all(arrived)
        assert all(r.reason and f"answer-{r.reason}" in interface("zh") for r in results), name
    assert [a.reason for a in read_all([tmp_path / "missing.json"])] == ["unreadable"]


def test_a_zip_bomb_ends_at_its_limit_and_the_rest_is_still_read(tmp_path: Path, sitting: Sitting) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b"{" + b" " * 30_000_000)
        archive.writestr("good.json", seal(answers_of(sitting, 1), PUBLIC).model_dump_json())
    path = tmp_path / "a.zip"
    path.write_bytes(inner.getvalue())
    assert [a.reason for a in read_all([path])] == ["too-large", ""]
    path.write_bytes(inner.getvalue()[:-30])
    assert next(a.reason for a in read_all([path])) in {"unreadable", "not-ours"}


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: ("{" + t).encode("utf-8", "replace")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_bytes_raise(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(data)
    arrived = list(read_all([path]))
    assert len(arrived) >= 1
    assert all(a.reason for a in arrived)


@given(st.text(max_size=200))
def test_json_from_anyone_is_read_or_refused(text: str) -> None:
    for read in (read_json, read_envelope):
        assert _reason(read, text) in {"", *(k.removeprefix("answer-") for k in interface("en"))}


def _reason(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except Refused as no:
        return no.reason
    return ""


# --- results ----------------------------------------------------------------------


def test_results_are_the_same_bytes_again_and_safe_for_a_spreadsheet(opening: Any, sitting: Sitting) -> None:
    envelopes = [seal(answers_of(sitting, n), PUBLIC) for n in (1, 2)]
    arrived = [*(Arrived(f"{n}", e) for n, e in enumerate(envelopes)), Arrived("=cmd|'/c'!A1", reason="not-ours")]
    for form in ("text", "json", "csv"):
        said = [write_results(opening().open_all(arrived), {EXAM: sitting}, KEY_ID, form, "zh") for _ in range(2)]
        assert said[0] == said[1]
    assert "'=cmd" in said[0]
    data = json.loads(write_results(opening().open_all(arrived), {EXAM: sitting}, KEY_ID, "json", "zh"))
    assert data["counts"] == {"accepted": 2, "rejected": 1}
    assert data["exams"][0]["exam"] == EXAM
    assert len(data["exams"][0]["commitment"]) == 64


def test_every_reason_has_its_words(sitting: Sitting) -> None:
    assert isinstance(Known(), Known)
    folder = Path(__file__).parents[3] / "generator" / "records" / "exam"
    named = {
        m
        for f in folder.glob("*.py")
        for m in re.findall(r'(?:Refused\(|reason=|yield name, |yield inside, )"([a-z-]+)"', f.read_text("utf-8"))
    }
    assert named
    assert {f"answer-{n}" for n in named} <= set(interface("zh"))
