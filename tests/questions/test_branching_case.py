"""A branching case: every path ends, nothing is out of reach, every place has a name of its own."""

from __future__ import annotations

from copy import deepcopy

import pytest
from building import question
from hypothesis import given
from hypothesis import strategies as st

from generator.model import blocks as b


def text(words: str) -> dict[str, str]:
    return {"zh": words, "en": f"[{words}]"}


def choice(choice_id: str, leads: str, quality: str = "best") -> dict[str, object]:
    return {"id": choice_id, "text": text("做"), "feedback": text("因"), "quality": quality, "next": leads}


def node(node_id: str, *leads: str) -> dict[str, object]:
    return {"id": node_id, "text": text("境"), "choices": [choice(c, x) for c, x in zip("abcd", leads, strict=False)]}


def ending(ending_id: str) -> dict[str, object]:
    return {"id": ending_id, "tone": "good", "title": text("结"), "text": text("果")}


CASE = {
    "id": "case1",
    "type": "scenario",
    "title": text("题"),
    "stem": text("情境"),
    "start": "n1",
    "nodes": [node("n1", "n2", "e2"), node("n2", "e1", "n1")],
    "endings": [ending("e1"), ending("e2")],
    "debrief": text("回头看"),
    "first_sentence": text("第一句"),
}


def case(**fields: object):
    return question(**{**deepcopy(CASE), **fields})


def problems(**fields: object) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(p.code, p.path) for p in case(**fields).check()]


def test_a_good_case_finds_no_fault_in_itself():
    assert problems() == []


def test_a_case_in_both_languages():
    zh, en = case().lower("zh", "出处"), case().lower("en", "source")
    assert (zh.id, zh.start, zh.stem, zh.debrief, zh.first_sentence) == ("case1", "n1", "情境", "回头看", "第一句")
    assert en.nodes[0] == b.CaseNode(
        "n1", "[境]", (b.Turn("a", "[做]", "[因]", "best", "n2"), b.Turn("b", "[做]", "[因]", "best", "e2"))
    )
    assert en.endings[1] == b.Ending("e2", "good", "[结]", "[果]")
    assert (en.title, en.source) == ("[题]", "source")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"stem": text("长" * 181)}, [("case-stem-long", ("stem",))]),
        ({"stem": text("长" * 180)}, []),
        ({"endings": [ending("e1"), ending("e2"), ending("e1")]}, [("case-duplicate-node", ("nodes",))]),
        ({"endings": [ending("e1"), ending("e2"), ending("n2")]}, [("case-duplicate-node", ("nodes",))]),
        (
            {"nodes": [node("n1", "n2", "e2"), node("n2", "e1", "gone")]},
            [("case-unknown-node", ("nodes", 1, "choices", 1, "next"))],
        ),
        (
            {"nodes": [node("n1", "e1", "e2"), node("n2", "e1", "n1")]},
            [("case-unreachable", ("nodes", 1, "id"))],
        ),
        (
            {"nodes": [node("n1", "n2", "n2"), node("n2", "e1", "n1")]},
            [("case-unreachable", ("endings", 1, "id"))],
        ),
        (
            {"nodes": [node("n1", "n2", "e2"), {**node("n2"), "choices": [choice("a", "e1"), choice("a", "n1")]}]},
            [("option-duplicate", ("nodes", 1, "choices", 1, "id"))],
        ),
    ],
)
def test_faults_of_a_case(fields, found):
    assert problems(**fields) == found


def test_a_case_that_never_ends():
    codes = [code for code, _ in problems(nodes=[node("n1", "n2", "n1"), node("n2", "n1", "n2")])]
    assert codes == ["case-unreachable", "case-unreachable", "case-endless"]


def test_a_step_from_which_no_ending_can_be_reached():
    steps = [node("n1", "n2", "e1"), node("n2", "n3", "n3"), node("n3", "n2", "n2"), node("n4", "n1", "e2")]
    found = [(code, path) for code, path in problems(nodes=steps, start="n1") if code == "case-dead-end"]
    assert found == [("case-dead-end", ("nodes", 1, "id")), ("case-dead-end", ("nodes", 2, "id"))]


def test_a_case_that_starts_nowhere():
    assert ("case-unknown-node", ("start",)) in problems(start="gone")


places = st.sampled_from(["n1", "n2", "n3", "e1", "e2", "gone"])


@given(st.lists(st.tuples(places, places), min_size=1, max_size=3))
def test_a_case_is_checked_and_lowered_whatever_leads_where(leads):
    made = case(nodes=[node(f"n{i}", *pair) for i, pair in enumerate(leads, 1)])
    codes = {p.code for p in made.check()}
    assert codes <= {"case-unknown-node", "case-unreachable", "case-endless", "case-dead-end"}
    assert ("case-unknown-node" in codes) == any(
        x == "gone" or (x.startswith("n") and int(x[1]) > len(leads)) for pair in leads for x in pair
    )
    assert len(made.lower("zh", "").nodes) == len(leads)
