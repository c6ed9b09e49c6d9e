"""Papers drawn by seed: the same in Python and in the browser, fair to families and outcomes, another one for a retake."""

from __future__ import annotations

from collections import Counter
from typing import Any

import browser_code
from building import SINGLE, quiz
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from generator.questions.draw import Form, draw, first_paper, forms_of, random, shuffle

seeds = st.text("abcdefghijklmnopqrstuvwxyz0123456789-/", max_size=12)
forms = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["o1", "o2", ""]), st.booleans()),
    min_size=1,
    max_size=18,
).map(lambda rows: [Form(f"{f}{n}", f, o, c) for n, (f, o, c) in enumerate(rows)])
papers = st.tuples(forms, seeds, st.none() | st.integers(1, 4), st.lists(st.integers(0, 17), max_size=6))


def job(form_list: list[Form], seed: str, count: int | None, used: list[str]) -> dict[str, Any]:
    plain = [{"id": f.id, "family": f.family, "outcome": f.outcome, "critical": f.critical} for f in form_list]
    return {"job": "draw", "forms": plain, "seed": seed, "count": count, "used": used}


def test_the_browser_draws_shuffles_and_throws_alike():
    jobs: list[dict[str, Any]] = []
    expected: list[Any] = []

    @settings(max_examples=150, phases=[Phase.generate])
    @given(papers)
    def gather(paper):
        form_list, seed, count, numbers = paper
        used = [f.id for n, f in enumerate(form_list) if n in numbers]
        jobs.append(job(form_list, seed, count, used))
        expected.append(draw(form_list, seed, count, used))
        things = [f.id for f in form_list]
        jobs.append({"job": "shuffle", "things": things, "seed": seed})
        expected.append(shuffle(things, seed))
        limits = [1, 2, 3, 7, 1000, 2**20]
        jobs.append({"job": "random", "seed": seed, "limits": limits})
        below = random(seed)
        expected.append([below(n) for n in limits])

    gather()
    assert browser_code.ask(jobs) == expected


def test_the_numbers_are_those_of_mulberry32():
    """Pinned, so that both languages cannot drift together and change every stored paper."""
    below = random("xinyu")
    assert [below(1000) for _ in range(6)] == [51, 688, 937, 664, 546, 423]


@given(papers)
def test_a_paper_asks_each_family_once_and_avoids_what_was_used(paper):
    form_list, seed, count, numbers = paper
    used = [f.id for n, f in enumerate(form_list) if n in numbers]
    by_id = {f.id: f for f in form_list}
    drawn = [by_id[i] for i in draw(form_list, seed, count, used)]
    families = [f.family for f in drawn]
    assert len(set(families)) == len(families)
    for form in drawn:
        others = [f for f in form_list if f.family == form.family and f.id not in used]
        assert form.id not in used or not others
    if count is None:
        assert set(families) == {f.family for f in form_list}
    must = {f.family for f in form_list if f.critical}
    assert must <= set(families)


@given(st.integers(1, 5), seeds)
def test_n_of_m_per_outcome(count, seed):
    bank = [Form(f"q{o}{n}", f"q{o}{n}", o) for o in ("o1", "o2") for n in range(4)]
    drawn = Counter(i[:3] for i in draw(bank, seed, count))
    assert set(drawn.values()) == {min(count, 4)}


def test_seeds_give_different_papers_and_each_form_its_turn():
    bank = [Form(f"{f}{n}", f, "o") for f in "abc" for n in range(3)]
    drawn = [tuple(draw(bank, f"seed{n}")) for n in range(300)]
    assert len(set(drawn)) > 20
    turns = Counter(i for paper in drawn for i in paper)
    assert set(turns) == {f.id for f in bank}
    assert min(turns.values()) > 60


def test_another_family_does_not_change_the_forms_of_the_others():
    bank = [Form(f"{f}{n}", f, "o") for f in "ab" for n in range(3)]
    more = [*bank, *(Form(f"c{n}", "c", "o") for n in range(3))]
    for n in range(20):
        assert draw(more, f"s{n}")[:2] == draw(bank, f"s{n}")


def test_every_order_is_possible():
    assert len({tuple(shuffle("abcd", f"s{n}")) for n in range(600)}) == 24


def test_a_page_shows_one_form_of_every_family_and_keeps_the_others():
    items = [{**SINGLE, "id": f"q{n}", "family": family} for n, family in enumerate(("a", None, "b", "a", None, "b"))]
    shown, others = first_paper(quiz(*items))
    assert [i.id for i in shown] == ["q0", "q1", "q2", "q4"]
    assert [i.id for i in others] == ["q3", "q5"]


def test_a_page_shows_as_many_of_each_outcome_as_are_drawn():
    items = [{**SINGLE, "id": f"q{n}", "outcomes": [f"o{n % 2}"]} for n in range(6)]
    reflection = {"id": "r", "type": "reflection", "stem": "想"}
    made = quiz(*items, reflection, draw=2)
    shown, others = first_paper(made)
    assert [i.id for i in shown] == ["q0", "q1", "q2", "q3", "r"]
    assert [i.id for i in others] == ["q4", "q5"]
    assert [f.id for f in forms_of(made)] == [f"q{n}" for n in range(6)]
