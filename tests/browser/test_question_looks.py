"""Every type of question in every state: for axe, forced colours, less motion, small screens, enlarged, on paper, without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from answering import GRADED, PAGE, RIGHT, WRONG, answer, form_of
from driving import DESK, FOLDER, PHONE, pdf_text
from playwright.sync_api import BrowserContext, Page, expect
from test_access import violations

Make = Callable[..., BrowserContext]
EVERY = (*GRADED, "reflection", "survey")
ENGLISH = {"fill": lambda form: [field.fill("14 days") for field in form.locator("input").all()]}

LOOKS = {
    "zh-light-phone": {"viewport": PHONE},
    "en-dark-desk": {"viewport": DESK, "color_scheme": "dark"},
    "zh-forced-phone": {"viewport": PHONE, "forced_colors": "active"},
}


def answer_all(page: Page, how: dict, lang: str = "zh") -> None:
    """Each of the eleven types gets an answer; nothing is checked yet, the case is half way."""
    for kind in GRADED:
        answer(page, kind, {**how, **(ENGLISH if lang == "en" and how is WRONG else {})}, check=False)
    form_of(page, "reflection").locator("textarea").fill("我会先坐下来")
    for row in form_of(page, "survey").locator(".xy-row").all():
        row.locator("input").nth(3).check()
    page.locator("[data-case] .xy-choices:visible a").nth(0 if how is RIGHT else 1).click()
    expect(page.locator("[data-case] .xy-turn:visible")).to_have_count(1)


def check_all(page: Page) -> None:
    """The paper checked to its result, the case walked to an ending."""
    for kind in GRADED:
        form_of(page, kind).locator(".xy-check").click()
    expect(page.locator("[data-quiz=every] .xy-result")).to_be_visible()
    case = page.locator("[data-case]")
    for _ in range(6):
        if case.locator(".xy-ending:visible").count():
            return
        step = case.locator(".xy-turn:visible .xy-next")
        (step if step.count() else case.locator(".xy-choices:visible a")).first.click()
    raise AssertionError("the case has no end")


def wide(page: Page) -> int:
    """By how much the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_state_of_any_type(open_context: Make, questions: str, look: str) -> None:
    lang = look[:2]

    def clean(page: Page, state: str) -> None:
        assert not (found := violations(page)), f"{state}\n{found}"
        assert wide(page) <= 0, state

    page = open_context(**LOOKS[look]).new_page()
    page.goto(questions + FOLDER[lang] + PAGE)
    assert {f.get_attribute("data-type") for f in page.locator("form[data-q]").all()} == set(EVERY)
    clean(page, "unanswered")
    answer_all(page, WRONG, lang)
    clean(page, "answered")
    form_of(page, "match").locator("select").first.select_option("")
    form_of(page, "match").locator(".xy-check").click()
    clean(page, "one place empty")
    form_of(page, "match").locator("select").first.select_option("danger")
    check_all(page)
    for kind in GRADED:
        expect(form_of(page, kind).locator(".xy-feedback--wrong, .xy-feedback--missed").first).to_be_visible()
    for summary in page.locator(".xy-key > summary:visible").all():
        summary.click()
    clean(page, "all wrong, keys open, finished")

    page = open_context(**LOOKS[look]).new_page()
    page.goto(questions + FOLDER[lang] + PAGE)
    answer_all(page, RIGHT)
    check_all(page)
    expect(page.locator("[data-quiz=every] .xy-result--passed")).to_be_visible()
    clean(page, "all right, passed")
    page.locator("[data-quiz=every] .xy-result .xy-again").last.click()
    clean(page, "another paper")


# --- forced colours ----------------------------------------------------------------------------------------------

EDGE = """e => { const s = getComputedStyle(e);
  const seen = (style, width, colour) => style !== 'none' && parseFloat(width) > 0 && colour !== s.backgroundColor && !/^rgba.*, 0\\)$/.test(colour);
  return seen(s.borderTopStyle, s.borderTopWidth, s.borderTopColor) || seen(s.outlineStyle, s.outlineWidth, s.outlineColor); }"""
ARROW = """e => { const s = getComputedStyle(e, '::before'), ground = getComputedStyle(e.closest('.xy-step')).backgroundColor;
  return s.borderTopStyle === 'solid' && parseFloat(s.borderTopWidth) >= 2 && s.borderTopColor !== ground && !/^rgba.*, 0\\)$/.test(s.borderTopColor); }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_controls_choices_and_results_are_seen(
    open_context: Make, questions: str, scheme: str
) -> None:
    """Backgrounds and shadows are gone then: an edge, an outline or a word has to say it."""
    page = open_context(forced_colors="active", color_scheme=scheme).new_page()
    page.goto(questions + PAGE)
    for button in page.locator(".xy-check:visible").all():
        assert button.evaluate(EDGE), "a button without an edge"
    for field in page.locator(".xy-q select, .xy-q input[type=text], .xy-q textarea").all():
        assert field.evaluate(EDGE), "a field without an edge"
    arrows = page.locator(".xy-step__go").all()
    assert len(arrows) == 6
    assert all(arrow.evaluate(ARROW) for arrow in arrows)

    for kind in ("single", "multiple", "truefalse"):
        form = answer(page, kind, WRONG, check=False)
        chosen, other = form.locator("li.is-chosen > label").first, form.locator("li:not(.is-chosen) > label").first
        look = "e => { const s = getComputedStyle(e); return s.outlineStyle + s.outlineWidth; }"
        assert chosen.evaluate(look) != other.evaluate(look), kind
        field = form.locator("input").first
        field.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "() => [document.activeElement, document.activeElement.closest('label')].some(e => e && getComputedStyle(e).outlineStyle !== 'none')"
        )
        assert ring, f"no sign of the focus in {kind}"

    for kind in GRADED:
        answer(page, kind, WRONG)
        told = form_of(page, kind).locator(".xy-feedback--wrong, .xy-feedback--missed").first
        assert told.locator("strong").inner_text(), f"{kind}: only a colour says what was wrong"
    result = page.locator("[data-quiz=every] .xy-result")
    assert result.evaluate(EDGE)
    for button in result.locator("button").all():
        assert button.evaluate(EDGE)
    page.locator("[data-case] .xy-choices a").first.click()
    assert page.locator("[data-case] .xy-turn:visible").evaluate(EDGE)
    assert page.locator("[data-case] .xy-next:visible").evaluate(EDGE)


# --- less motion -------------------------------------------------------------------------------------------------

SCROLLS = """window.scrolls = []; const to = window.scrollTo;
window.scrollTo = function (...how) { scrolls.push(typeof how[0] === 'object' ? how[0].behavior : 'auto'); return to.apply(this, how); };"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_for_those_who_asked_for_less(open_context: Make, questions: str, motion: str) -> None:
    context = open_context(reduced_motion=motion)
    context.add_init_script(SCROLLS)
    page = context.new_page()
    page.goto(questions + PAGE)
    for kind in GRADED:
        answer(page, kind, WRONG)
        assert motion != "reduce" or not page.evaluate("document.getAnimations().length"), kind
        form_of(page, kind).locator(".xy-check").click()
    expect(page.locator("[data-quiz=every] .xy-result")).to_be_focused()
    scrolls = page.evaluate("scrolls")
    assert scrolls
    assert ("smooth" in scrolls) == (motion == "no-preference")


# --- small screens, enlarged -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "letters"), [(360, 100), (320, 100), (640, 200), (360, 200)])
def test_nothing_is_cut_off_on_a_small_screen_or_enlarged(
    open_context: Make, questions: str, width: int, letters: int
) -> None:
    """A phone; 1280 px at 400 % and at 200 %; a phone with letters twice as large (WCAG 1.4.4, 1.4.10, 2.5.8)."""
    page = open_context(viewport={"width": width, "height": 700}).new_page()
    page.goto(questions + "en/" + PAGE)
    page.evaluate("size => { document.documentElement.style.fontSize = size; }", f"{letters}%")
    for act in (lambda: None, lambda: answer_all(page, WRONG, "en"), lambda: check_all(page)):
        act()
        assert wide(page) <= 0
        small = page.evaluate(
            """() => Array.from(document.querySelectorAll('.xy-quiz button, .xy-q select, .xy-q input, .xy-case a, .xy-case button'))
                 .map(e => [e.className || e.tagName, e.getBoundingClientRect()])
                 .filter(([, b]) => b.width && (b.width < 24 || b.height < 24)).map(([name]) => name)"""
        )
        assert small == []


# --- without a script, on paper ----------------------------------------------------------------------------------


def test_it_reads_and_prints_without_a_script(open_context: Make, questions: str) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(questions + PAGE)
    assert page.locator(".xy-check").count() == 0
    for kind in EVERY:
        assert form_of(page, kind).is_visible()
    assert form_of(page, "order").locator("input[type=number]").count() == 3
    assert form_of(page, "cloze").locator("option").count() == 6
    assert page.locator("[data-quiz=drawn] form:visible").count() == 4
    assert page.locator("[data-case] .xy-node:visible").count() == 2
    assert page.locator("[data-case] .xy-ending:visible").count() == 2
    form_of(page, "single").locator(".xy-key summary").click()
    expect(form_of(page, "single").locator(".xy-key")).to_contain_text("听他说的反馈。")
    holds_what_a_pencil_needs(page)


def test_the_paper_form_holds_everything_a_pencil_needs(reader: Page) -> None:
    holds_what_a_pencil_needs(reader)


def holds_what_a_pencil_needs(page: Page) -> None:
    text = pdf_text(page.pdf(prefer_css_page_size=True))
    for words in ("打急救电话", "告诉心理老师", "完全不同意", "谈一谈", "理由写在这里", "给每一步写上序号", "说出来了"):
        assert words in text, words
    for words in ("看看怎么样", "请选", "用上下按钮"):
        assert words not in text, words
    page.emulate_media(media="print")
    lines = page.locator(".xy-q--match .xy-onpaper, .xy-q--cloze .xy-onpaper")
    assert lines.count() == 5
    for line in lines.all():  # room for a letter or a word
        assert line.bounding_box()["width"] > 75
    for field in page.locator(".xy-q--fill input, .xy-q--numeric input").all():
        assert field.bounding_box()["width"] > 75
    for place in page.locator(".xy-q--order .xy-step__n, .xy-q--order input").all():
        assert place.bounding_box()["width"] > 25
    for box in page.locator(".xy-q--reflection textarea").all():
        assert box.bounding_box()["height"] > 70
