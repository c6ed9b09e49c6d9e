"""Every type of question as a reader meets it: answered, checked, told why, with and without a mouse."""

from __future__ import annotations

import re

from answering import GRADED, RIGHT, WRONG, answer, form_of, kept
from driving import focused, tab_to
from playwright.sync_api import Page, expect


def test_each_type_says_why_in_a_live_region_and_the_paper_ends_with_a_result(reader: Page) -> None:
    for kind in GRADED:
        form = form_of(reader, kind)
        status = form.get_by_role("status").last if kind == "order" else form.locator(".xy-verdict[role=status]")
        expect(form.locator(".xy-verdict")).to_be_empty()
        told = form.locator(".xy-feedback[role=status], .xy-told[role=status]")
        assert told.count() >= 1, "feedback comes into live regions that are there before it"
        assert "".join(told.all_inner_texts()) == ""
        expect(form.locator(".xy-key")).to_be_hidden()
        assert status.count() == 1
        answer(reader, kind, RIGHT)
        expect(form.locator(".xy-verdict")).to_have_text("合适。")
        expect(form.locator(".xy-after .xy-why")).to_have_text("理由写在这里。")
        expect(form.locator(".xy-after .xy-from")).to_contain_text("测试用的出处")
        expect(form.locator(".xy-feedback--wrong")).to_have_count(0)
        assert form.locator(".xy-feedback--right").count() >= 1
        expect(form.locator(".xy-key")).to_be_visible()
        assert form.locator("fieldset input:enabled, fieldset select:enabled").count() == 0
    form_of(reader, "cloze").locator(".xy-check").click()
    result = reader.locator("[data-quiz=every] .xy-result")
    expect(result).to_be_focused()
    expect(result).to_contain_text("8 题里合适 8 题。通过了。")
    ((key, attempt),) = kept(reader, "attempt/every/").items()
    assert (attempt["points"], attempt["of"], attempt["critical"], attempt["passed"]) == (16, 16, True, True)
    assert attempt["answers"]["e-match"] == {"hurt": "hurt", "danger": "danger", "sad": "sad"}
    assert all(re.fullmatch(r"e-[a-z]+@[0-9a-f]{16}", item) for item in attempt["paper"]["items"])
    assert not kept(reader, "draft/")
    assert key.count("/") == 2


def test_a_wrong_answer_is_told_at_its_place_without_blame(reader: Page) -> None:
    for kind in GRADED:
        form = answer(reader, kind, WRONG)
        assert form.locator(".xy-feedback--wrong, .xy-feedback--missed").count() >= 1, kind
        assert "错" not in form.locator(".xy-verdict").inner_text(), kind
    expect(form_of(reader, "single").locator("li.is-chosen .xy-feedback")).to_contain_text("讲道理的反馈。")
    expect(form_of(reader, "multiple").locator(".xy-feedback--missed")).to_contain_text("原话的反馈。")
    expect(form_of(reader, "fill").locator(".xy-told > div").first).to_contain_text("两周是一条线。")
    expect(form_of(reader, "order").locator("[data-step=tell] .xy-feedback")).to_contain_text("第 3 步")
    expect(form_of(reader, "cloze").locator(".xy-told > div").first).to_contain_text("劝可以晚一点。")
    result = reader.locator("[data-quiz=every] .xy-result")
    expect(result).to_contain_text("有一题必须答对")
    expect(result.locator("a")).to_have_count(8)


def test_an_empty_question_is_not_checked(reader: Page) -> None:
    form = form_of(reader, "match")
    form.locator(".xy-check").click()
    expect(form.locator(".xy-verdict")).to_have_text("先回答，再看怎么样。")
    form.locator("select").nth(0).select_option("sad")
    form.locator(".xy-check").click()
    expect(form.locator(".xy-verdict")).to_have_text("还有 2 处空着。")
    expect(form.locator("select").nth(1)).to_be_focused()
    assert "is-checked" not in (form.get_attribute("class") or "")


def test_a_double_click_does_not_skip_what_was_said(reader: Page) -> None:
    form = answer(reader, "single", RIGHT, check=False)
    form.locator(".xy-check").dblclick()
    expect(form.locator(".xy-check")).to_have_text("下一题")
    assert focused(reader)["tag"] != "legend", "it went on to the next question"


def test_a_question_alone_can_be_tried_again(reader: Page) -> None:
    form = reader.locator("#alone")
    form.locator("input[value=b]").check()
    reader.reload()
    expect(form.locator("input[value=b]")).to_be_checked()
    form.locator(".xy-check").click()
    expect(form.locator(".xy-feedback--wrong")).to_contain_text("不合适的反馈。")
    form.get_by_role("button", name="再试一次").click()
    expect(form.locator("input:checked")).to_have_count(0)
    expect(form.locator("input").first).to_be_focused()
    form.locator("input[value=a]").check()
    form.locator(".xy-check").click()
    expect(form.locator(".xy-verdict")).to_have_text("合适。")


def test_what_is_written_for_oneself_is_kept_and_never_counted(reader: Page) -> None:
    text = form_of(reader, "reflection").locator("textarea")
    text.fill("我会先坐下来")
    text.blur()
    expect(form_of(reader, "reflection").locator(".xy-verdict")).to_have_text("已经留在这台设备上")
    row = form_of(reader, "survey").get_by_role("group", name="讲得清楚")
    row.get_by_label("比较同意").check()
    reader.reload()
    expect(text).to_have_value("我会先坐下来")
    expect(row.get_by_label("比较同意")).to_be_checked()
    assert kept(reader)["kept/e-reflection"] == "我会先坐下来"
    assert not kept(reader, "attempt/")


# --- without a mouse ---------------------------------------------------------------------------------------------------


def press_each(page: Page, kind: str) -> None:
    """Answers a question of a type by keyboard; any answer will do."""
    keys = page.keyboard
    if kind in {"single", "truefalse", "multiple"}:
        tab_to(page, f"#e-{kind} input")
        keys.press("Space")
    elif kind in {"fill", "numeric"}:
        for _ in range(form_of(page, kind).locator("input").count()):
            tab_to(page, f"#e-{kind} input")
            keys.type("14")
    elif kind in {"match", "cloze"}:
        for _ in range(form_of(page, kind).locator("select").count()):
            tab_to(page, f"#e-{kind} select")
            keys.press("ArrowDown")
    else:
        before = form_of(page, kind).locator("li").first.get_attribute("data-step")
        tab_to(page, f"#e-{kind} .xy-step__go--down")
        keys.press("Enter")
        assert form_of(page, kind).locator("li").nth(1).get_attribute("data-step") == before
        expect(form_of(page, kind).locator("p[role=status]")).to_contain_text("现在是第 2 步")
        assert "xy-step__go--down" in focused(page)["cls"], "the focus went astray as its step moved"


def test_a_paper_by_keyboard_alone(reader: Page) -> None:
    for kind in GRADED:
        press_each(reader, kind)
        tab_to(reader, f"#e-{kind} .xy-check")
        assert focused(reader)["ring"]
        reader.keyboard.press("Enter")
        expect(form_of(reader, kind).locator(".xy-verdict")).not_to_be_empty()
        expect(form_of(reader, kind).locator(".xy-check")).to_be_focused()
        expect(form_of(reader, kind).locator(".xy-verdict")).to_be_in_viewport()
        reader.keyboard.press("Enter")
        at = focused(reader)
        assert at["tag"] == "legend" or "xy-result" in at["cls"], (kind, at)
    expect(reader.locator("[data-quiz=every] .xy-result")).to_be_focused()


def test_every_control_has_a_role_and_a_name(reader: Page) -> None:
    form = form_of(reader, "cloze")
    assert form.get_by_role("combobox", name="第 2 处").count() == 1
    assert form_of(reader, "fill").get_by_role("textbox", name="第 1 处").count() == 1
    assert form_of(reader, "numeric").get_by_role("textbox", name="你的答案").count() == 1
    assert form_of(reader, "match").get_by_role("combobox", name="危险").count() == 1
    assert form_of(reader, "order").get_by_role("button", name="上移：转介").count() == 1
    for kind in (*GRADED, "reflection", "survey"):
        legend = form_of(reader, kind).locator("legend").first.inner_text()
        assert reader.get_by_role("group", name=legend, exact=True).count() >= 1, kind
