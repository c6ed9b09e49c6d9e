"""Every type of question as a reader meets it: answered, checked, told why, remembered, printed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from answering import GRADED, PAGE, RIGHT, WRONG, answer, form_of, kept
from driving import PHONE, ROOT, focused, pdf_text, serving, tab_to, watched
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect
from test_access import violations

CASES = ROOT / "tests" / "cases"
SMALL = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site with one question of each type."""
    project = tmp_path_factory.mktemp("questions")
    for source in (CASES / "minimal", CASES / "questions"):
        shutil.copytree(source, project, dirs_exist_ok=True)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(ROOT / name, project)
    site = project / "built"
    command = [str(Path(sys.executable).with_name("xinyu")), "build", "-o", str(site)]
    built = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with serving(site) as address:
        yield address


@pytest.fixture
def reader(open_context: Callable[..., BrowserContext], questions: str) -> Iterator[Page]:
    page = open_context(viewport=SMALL).new_page()
    watch = watched(page, questions)
    page.goto(questions + PAGE)
    yield page
    assert watch.take() == []


# --- one question -----------------------------------------------------------------------------------------------


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


# --- without a mouse --------------------------------------------------------------------------------------------


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


# --- axe, small screens, no script, paper -----------------------------------------------------------------------


@pytest.mark.parametrize("look", ["zh-light", "en-dark"])
def test_axe_finds_nothing_in_any_state(browser: Browser, questions: str, look: str) -> None:
    lang, scheme = look.split("-")
    context = browser.new_context(viewport=SMALL, color_scheme=scheme)
    page = context.new_page()
    page.goto(questions + ("en/" if lang == "en" else "") + PAGE)
    assert not (found := violations(page)), f"unanswered\n{found}"
    for kind in GRADED:
        english = {"fill": lambda f: [x.fill("14 days") for x in f.locator("input").all()]} if lang == "en" else {}
        answer(page, kind, {**(RIGHT if kind in {"single", "order"} else WRONG), **english}, check=False)
    form_of(page, "match").locator("select").first.select_option("")
    form_of(page, "match").locator(".xy-check").click()
    assert not (found := violations(page)), f"answered, one place empty\n{found}"
    form_of(page, "match").locator("select").first.select_option("hurt")
    for kind in GRADED:
        form_of(page, kind).locator(".xy-check").click()
    expect(page.locator("[data-quiz=every] .xy-result")).to_be_visible()
    assert not (found := violations(page)), f"right, wrong and finished\n{found}"
    context.close()


@pytest.mark.parametrize("zoom", [1, 2])
def test_nothing_is_cut_off_on_a_small_screen_or_enlarged(browser: Browser, questions: str, zoom: int) -> None:
    viewport = {"width": 360 if zoom == 1 else 640, "height": 700}
    context = browser.new_context(viewport=viewport, device_scale_factor=zoom)
    page = context.new_page()
    page.goto(questions + "en/" + PAGE)
    if zoom == 2:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    for state in ("open", "checked"):
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (state, wide)
        small = page.evaluate(
            """() => Array.from(document.querySelectorAll('.xy-q button, .xy-q select, .xy-q input')).filter(e => {
                 const b = e.getBoundingClientRect(); return b.width && (b.width < 24 || b.height < 24); }).length"""
        )
        assert small == 0
        if state == "open":
            answer(page, "order", WRONG)
            answer(page, "multiple", WRONG)
    context.close()


def test_it_reads_and_prints_without_a_script(browser: Browser, questions: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(questions + PAGE)
    assert page.locator(".xy-check").count() == 0
    for kind in (*GRADED, "reflection", "survey"):
        assert form_of(page, kind).is_visible()
    assert form_of(page, "order").locator("input[type=number]").count() == 3
    assert form_of(page, "cloze").locator("option").count() == 6
    assert page.locator("[data-quiz=drawn] form:visible").count() == 4
    form_of(page, "single").locator(".xy-key summary").click()
    expect(form_of(page, "single").locator(".xy-key")).to_contain_text("听他说的反馈。")
    context.close()


def test_the_paper_form_holds_everything_a_pencil_needs(reader: Page) -> None:
    text = pdf_text(reader.pdf(prefer_css_page_size=True))
    for words in ("打急救电话", "告诉心理老师", "完全不同意", "谈一谈", "理由写在这里"):
        assert words in text, words
    for words in ("看看怎么样", "请选"):
        assert words not in text, words


# --- papers -----------------------------------------------------------------------------------------------------


def drawn(page: Page) -> list[str]:
    return page.locator("[data-quiz=drawn] .xy-asked form").evaluate_all("forms => forms.map(f => f.id)")


def do_paper(page: Page, wrong: int = 0) -> None:
    """Answers what is open in the drawn quiz, the first `wrong` of them wrongly."""
    forms = page.locator("[data-quiz=drawn] .xy-asked form:not(.is-checked)")
    for n, identity in enumerate(forms.evaluate_all("forms => forms.map(f => f.id)")):
        page.locator(f"#{identity} input[value={'b' if n < wrong else 'a'}]").check()
        page.locator(f"#{identity} .xy-check").click()


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


def test_a_suggested_time_locks_nothing(reader: Page) -> None:
    reader.clock.install()
    reader.reload()
    form = answer(reader, "single", RIGHT, check=False)
    reader.clock.fast_forward("31:00")
    expect(reader.locator("[data-quiz=every] > .xy-hint")).to_contain_text("30 分钟到了")
    form.locator(".xy-check").click()
    expect(form.locator(".xy-verdict")).to_have_text("合适。")


# --- a case -----------------------------------------------------------------------------------------------------


def test_a_case_keeps_the_way_and_the_first_sentence(reader: Page) -> None:
    case = reader.locator("[data-case=walk]")
    case.get_by_role("link", name="坐下来").click()
    expect(case.locator(".xy-turn:visible")).to_contain_text("高度一样了。")
    reader.reload()
    expect(case.locator(".xy-turn:visible")).to_contain_text("高度一样了。")
    case.get_by_role("link", name="接着往下").click()
    case.get_by_role("link", name="听", exact=True).click()
    case.get_by_role("link", name="接着往下").click()
    expect(case.locator(".xy-ending:visible")).to_contain_text("说出来了")
    case.locator("textarea").fill("我在这里，慢慢说。")
    case.locator("textarea").blur()
    (walk,) = kept(reader, "case/walk/").values()
    assert walk["ending"] == "good"
    assert walk["answer"] == {"path": ["n1/a", "n2/a"], "ending": "good", "first": "我在这里，慢慢说。"}
    reader.reload()
    expect(case.locator(".xy-ending:visible")).to_contain_text("说出来了")
    expect(case.locator("textarea")).to_have_value("我在这里，慢慢说。")
    case.get_by_role("button", name="从头再走一遍").click()
    expect(case.locator(".xy-node:visible")).to_contain_text("第一步")
    assert len(kept(reader, "case/walk/")) == 1
