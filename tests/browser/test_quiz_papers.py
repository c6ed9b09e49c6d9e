"""A quiz as a whole: papers drawn and drawn again, left and gone on with, edited between visits, with a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timezone

import pytest
from answering import PAGE, RIGHT, answer, do_paper, drawn, kept
from playwright.sync_api import Locator, Page, Request, Route, expect


def test_a_retake_is_another_paper_and_a_repeat_asks_only_what_was_wrong(reader: Page) -> None:
    quiz = reader.locator("[data-quiz=drawn]")
    first = drawn(reader)
    assert len(first) == 4
    assert [i[:3] for i in first] == ["d-x", "d-x", "d-y", "d-y"]
    do_paper(reader, wrong=2)
    expect(quiz.locator(".xy-result")).to_contain_text("4 题里合适 2 题")
    quiz.get_by_role("button", name="只做没答对的").click()
    second = drawn(reader)
    assert second[2:] == first[2:], "what was right stays"
    assert all(a != b and a[:4] == b[:4] for a, b in zip(first[:2], second[:2], strict=True)), "another form each"
    expect(quiz.locator("form:not(.is-checked)")).to_have_count(2)
    expect(reader.locator(f"#{second[0]} legend")).to_be_focused()
    do_paper(reader)
    expect(quiz.locator(".xy-result")).to_contain_text("4 题里合适 4 题。通过了。")
    quiz.get_by_role("button", name="换一份题再做").click()
    third = drawn(reader)
    assert not set(third) & set(second)
    do_paper(reader, wrong=4)
    expect(quiz.locator(".xy-result")).to_contain_text("以前通过的那一次仍然算数")
    expect(quiz.locator(".xy-result")).to_contain_text("设了 3 次")
    expect(quiz.locator(".xy-result button")).to_have_count(0)
    attempts = sorted(kept(reader, "attempt/drawn/").values(), key=lambda a: a["points"])
    assert [(a["points"], a["of"], a["passed"]) for a in attempts] == [(0, 4, False), (2, 4, False), (4, 4, True)]


def test_a_paper_goes_on_where_it_was_left(reader: Page) -> None:
    paper = drawn(reader)
    reader.locator(f"#{paper[0]} input[value=b]").check()
    reader.locator(f"#{paper[0]} .xy-check").click()
    reader.locator(f"#{paper[1]} input[value=a]").check()
    order = reader.locator(f"#{paper[1]} input").evaluate_all("e => e.map(x => x.value)")
    reader.reload()
    assert drawn(reader) == paper
    expect(reader.locator(f"#{paper[0]} .xy-feedback--wrong")).to_be_visible()
    expect(reader.locator(f"#{paper[1]} input[value=a]")).to_be_checked()
    assert reader.locator(f"#{paper[1]} input").evaluate_all("e => e.map(x => x.value)") == order
    do_paper(reader)
    reader.reload()
    expect(reader.locator("[data-quiz=drawn] .xy-result")).to_contain_text("4 题里合适 3 题。通过了。")
    assert len(kept(reader, "attempt/drawn/")) == 1


def test_edited_questions_disturb_nothing_and_only_a_new_meaning_is_asked_again(reader: Page, questions: str) -> None:
    paper = drawn(reader)
    do_paper(reader)
    changed, gone = paper[0], paper[3]
    edits: list[Callable[[str], str]] = []

    def serve(route: Route, request: Request) -> None:
        text = route.fetch().text()
        for edit in edits:
            text = edit(text)
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    reader.route(f"**/{PAGE}", serve)
    # a wording of feedback, another place for a question, a question that is no more: nothing is asked again
    form = re.compile(rf'<form class="[^"]*" id="{gone}".*?</form>', re.DOTALL)
    edits += [lambda t: t.replace("不合适的反馈。", "换了说法。"), lambda t: form.sub("", t)]
    reader.reload()
    assert drawn(reader) == paper[:3]
    expect(reader.locator("[data-quiz=drawn] .xy-result")).to_contain_text("通过了")
    expect(reader.locator("[data-quiz=drawn] form:not(.is-checked)")).to_have_count(0)
    # another meaning: this one alone is asked again, and the result stays
    mark = re.compile(rf'("id":"{changed}","type":"single","meaning":")[0-9a-f]{{16}}')
    edits.append(lambda t: mark.sub(r"\g<1>0000000000000000", t))
    reader.reload()
    expect(reader.locator("[data-quiz=drawn] form:not(.is-checked)")).to_have_count(1)
    assert not reader.locator(f"#{changed}").evaluate("e => e.classList.contains('is-checked')")
    expect(reader.locator("[data-quiz=drawn] .xy-result")).to_contain_text("有题目改过了")
    do_paper(reader)
    assert len(kept(reader, "attempt/drawn/")) == 2
    assert any(a["paper"]["items"][0].endswith("@0000000000000000") for a in kept(reader, "attempt/drawn/").values())


@pytest.mark.parametrize("junk", ['{"answer":7}', '{"meaning":1,"answer":{}}', "[]", '"x"'])
def test_hostile_entries_do_not_break_a_page(reader: Page, junk: str) -> None:
    keys = ["draft/e-order", "draft/e-cloze", "paper/drawn", "attempt/drawn/x-1", "case/walk/x-1", "kept/e-reflection"]
    reader.evaluate(
        """([keys, junk]) => localStorage.setItem('xinyu/record/1', JSON.stringify({format: 'xinyu-record', version: 1,
             id: 'abcdefabcdef', erased: [], entries: keys.map((key, n) =>
               ({key, n: n + 1, at: '2026-11-21T10:00', by: 'abcdef', value: JSON.parse(junk)}))}))""",
        [keys, junk],
    )
    reader.reload()
    assert len(drawn(reader)) == 4
    do_paper(reader)
    expect(reader.locator("[data-quiz=drawn] .xy-result")).to_contain_text("通过了")


@pytest.fixture
def timed(reader: Page) -> Page:
    """The quiz with a limit of 30 minutes, one question answered and not checked, under a clock the test moves."""
    reader.clock.install()
    reader.reload()
    expect(reader.locator("[data-quiz=every] .xy-time")).to_contain_text("限时 30 分钟")
    reader.clock.fast_forward("45:00")  # reading costs nothing
    answer(reader, "single", RIGHT, check=False)
    return reader


def clock(page: Page) -> Locator:
    return page.locator("[data-quiz=every] .xy-clock")


def test_at_the_end_of_the_time_what_is_there_is_handed_in(timed: Page) -> None:
    timed.clock.run_for("25:00")
    expect(clock(timed).get_by_role("status")).to_contain_text("时间到了会按现在的答案交")
    timed.clock.run_for("05:01")
    expect(clock(timed).get_by_role("status")).to_contain_text("时间到了，已经按现在的答案交了")
    expect(timed.locator("form[data-type=single] .xy-verdict, form[data-type=single].is-right").first).to_be_visible()
    expect(timed.locator("[data-quiz=every] .xy-result")).to_be_focused()
    expect(timed.locator("[data-quiz=every] .xy-asked form:not(.is-checked)")).to_have_count(0)


def test_more_time_can_be_had_again_and_again_and_is_told(timed: Page) -> None:
    for _ in range(3):
        timed.clock.run_for("29:00")
        clock(timed).get_by_role("button", name="再加 30 分钟").click()
        expect(clock(timed).get_by_role("status")).to_have_text("加了 30 分钟。")
        timed.clock.run_for("01:00")
    expect(timed.locator("form[data-type=single].is-checked")).to_have_count(0)
    timed.clock.run_for("31:00")
    expect(timed.locator("[data-quiz=every] .xy-result")).to_contain_text("这一次用了加的时间")
    assert [a["extra"] for a in kept(timed, "attempt/every/").values()] == [3 * 30 * 60]
    timed.reload()
    expect(timed.locator("[data-quiz=every] .xy-result")).to_contain_text("这一次用了加的时间")
    expect(timed.locator("[data-quiz=every] .xy-asked form:not(.is-checked)")).to_have_count(0)


def test_a_reload_gives_no_time_back_and_takes_no_answer(timed: Page) -> None:
    timed.clock.run_for("20:00")
    timed.reload()
    expect(clock(timed).locator(".xy-time")).to_have_text(re.compile("还有 (9|10|11) 分钟"))
    timed.clock.run_for("12:00")
    expect(clock(timed).get_by_role("status")).to_contain_text("时间到了")
    expect(timed.locator("form[data-type=single].is-right")).to_have_count(1)


def test_a_clock_put_back_gives_nothing(timed: Page) -> None:
    timed.clock.run_for("20:00")
    timed.clock.set_system_time(datetime(2001, 1, 1, tzinfo=timezone.utc))
    timed.reload()
    expect(clock(timed).locator(".xy-time")).to_have_text(re.compile("还有 (9|10|11) 分钟"))


def test_whoever_comes_back_late_has_a_minute_and_the_choice(timed: Page) -> None:
    timed.goto("about:blank")
    timed.clock.fast_forward("50:00:00")
    timed.go_back()
    expect(clock(timed).get_by_role("button", name="再加 30 分钟")).to_be_visible()
    expect(timed.locator("form[data-type=single].is-checked")).to_have_count(0)
