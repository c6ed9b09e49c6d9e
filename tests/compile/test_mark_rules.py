"""Every mark, where it is known and where it is not, and every value a school may or may not have filled in."""

from __future__ import annotations

import pytest
from building import DRAWING, SINGLE, body, codes, duty, library, page, quiz
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.links import index_links
from generator.compile.marks import MARKS, MAX_BLANK, SCHOOL_BLANKS, MarkRules
from generator.messages import interface
from generator.model import blocks as b
from generator.model.config import OpeningHours, School
from generator.model.diagnostic import Span
from generator.pages.context import Context

FILLED = School(
    name={"zh": "某某学校", "en": "A School"},
    region="suzhou",
    region_name={"zh": "苏州市", "en": "Suzhou"},
    term={"zh": "上学期", "en": "autumn term"},
    phone="0512-00000000",
    counsellor_post={"zh": "专职心理教师", "en": "school counsellor"},
    room_place={"zh": "一层", "en": "ground floor"},
    room_hours=(OpeningHours(day=1, opens="12:00", closes="13:20"), OpeningHours(day=5, opens="16:00", closes="17:00")),
    hospital={"zh": "市医院", "en": "City Hospital"},
)
PAGE = page("page", "about/x", english="x")
OTHER = page("guide", "home/sleep", "## 今晚 {#tonight}\n\nx", audience="families", english="x", aliases=["home/old"])


def rules(lang="zh", **more) -> MarkRules:
    known = library(PAGE, OTHER, **more)
    return MarkRules(Context(known, lang), index_links(known), PAGE.id, "content/about/x.md")


def become(text: str, lang="zh", **more) -> tuple[b.Inlines, list[str]]:
    """What a paragraph of one mark becomes, and the codes reported."""
    made = rules(lang, **more)
    (paragraph,) = made.apply(body(text).sections[0].blocks)
    return paragraph.content, codes(made.problems)


def test_every_mark_is_tested_here():
    tested = {"page", "hotline", "school", "blank", "law", "value", "mandate", "ruby", "question", "case", "quiz"}
    assert set(MARKS) == tested


# --- page, hotline, law, value, mandate, ruby -------------------------------


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("[[page:home/sleep]]", "page:home/sleep", "题 home/sleep"),
        ("[[page:home/sleep|怎样睡够]]", "page:home/sleep", "怎样睡够"),
        ("[[page:home/sleep#tonight|今晚]]", "page:home/sleep#tonight", "今晚"),
        ("[[page:home/old]]", "page:home/sleep", "题 home/sleep"),
        ("[[hotline:12356]]", "tel:12356", "12356"),
        ("[[hotline:12356|打电话]]", "tel:12356", "打电话"),
    ],
)
def test_marks_that_become_links(text, target, words):
    (link,), problems = become(text)
    assert (link.target, link.content, problems) == (target, (b.Str(words),), [])


def test_a_page_mark_takes_the_title_of_its_language():
    (link,), _ = become("[[page:home/sleep]]", "en")
    assert link.content == (b.Str("Title home/sleep"),)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("[[law:jwf]]", "《精神卫生法》", "Mental Health Law"),
        ("[[law:jwf:28]]", "《精神卫生法》第二十八条", "Mental Health Law, article 28"),
        ("[[law:jwf:10]]", "《精神卫生法》第十条", "Mental Health Law, article 10"),
        ("[[law:jwf:11]]", "《精神卫生法》第十一条", "Mental Health Law, article 11"),
        ("[[law:jwf:20]]", "《精神卫生法》第二十条", "Mental Health Law, article 20"),
        ("[[law:jwf:100]]", "《精神卫生法》第一百条", "Mental Health Law, article 100"),
        ("[[law:jwf:105]]", "《精神卫生法》第一百零五条", "Mental Health Law, article 105"),
        ("[[law:jwf:110]]", "《精神卫生法》第一百一十条", "Mental Health Law, article 110"),
        ("[[law:jwf:1199]]", "《精神卫生法》第一千一百九十九条", "Mental Health Law, article 1199"),
        ("[[law:jwf:28|这一条]]", "这一条", "这一条"),
        ("[[law:plan]]", "行动计划", "Action Plan"),
        ("[[value:ten]]", "10", "10"),
        ("[[mandate:M001]]", "条例（送审稿）第一条", "Draft Regulations, article 1"),
        ("[[mandate:M001|这一项]]", "这一项", "这一项"),
    ],
)
def test_marks_that_become_words(text, zh, en):
    duties = (duty("M001"),)
    assert become(text, duties=duties) == ((b.Str(zh),), [])
    assert become(text, "en", duties=duties) == ((b.Str(en),), [])


def test_ruby():
    assert become("[[ruby:担心|dān xīn]]") == ((b.Ruby("担心", "dān xīn"),), [])
    assert become("[[ruby:担心]]") == ((b.Str("担心"),), ["ruby-reading"])


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("[[page:home/slep]]", "home/slep", "link-broken"),
        ("[[page:home/slep|睡眠]]", "睡眠", "link-broken"),
        ("[[page:home/sleep#x]]", "home/sleep#x", "link-anchor"),
        ("[[hotline:12365]]", "12365", "hotline-unknown"),
        ("[[school:nam]]", "nam", "school-field-unknown"),
        ("[[law:jw:28]]", "jw:28", "source-unknown"),
        ("[[value:tem]]", "tem", "value-unknown"),
        ("[[mandate:M009]]", "M009", "mandate-unknown"),
        ("[[hotlin:12356]]", "12356", "mark-unknown"),
        ("[[hotlin:12356|电话]]", "电话", "mark-unknown"),
    ],
)
def test_an_unknown_mark_leaves_its_words_and_is_reported(text, words, code):
    assert become(text) == ((b.Str(words),), [code])


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[[page:home/slep]]", "home/sleep"),
        ("[[hotline:12366]]", "12356"),
        ("[[school:nam]]", "name"),
        ("[[law:jwff]]", "jwf"),
        ("[[value:tem]]", "ten"),
        ("[[hotlin:12356]]", "hotline"),
        ("[[quiz:zz]]", "z"),
        ("[[question:q11]]", "q1"),
    ],
)
def test_a_near_miss_is_suggested_at_the_authors_line(text, hint):
    made = rules(quizzes=(quiz(SINGLE),))
    made.apply(body(f"第一行\n\n{text}\n", "content/about/x.md").sections[0].blocks)
    (problem,) = made.problems
    assert problem.suggestion == hint
    assert problem.span == Span("content/about/x.md", 3, 1, len(text))


# --- school and blank -------------------------------------------------------

SAID = {
    "name": ("某某学校", "A School"),
    "region": ("苏州市", "Suzhou"),
    "term": ("上学期", "autumn term"),
    "phone": ("0512-00000000", "0512-00000000"),
    "counsellor_post": ("专职心理教师", "school counsellor"),
    "room_place": ("一层", "ground floor"),
    "room_hours": ("周一 12:00–13:20；周五 16:00–17:00", "Monday 12:00–13:20; Friday 16:00–17:00"),
    "hospital": ("市医院", "City Hospital"),
}


@pytest.mark.parametrize("name", SCHOOL_BLANKS)
def test_what_a_school_has_filled_in_is_said(name):
    zh, en = SAID[name]
    assert become(f"[[school:{name}]]", school=FILLED) == ((b.Str(zh),), [])
    assert become(f"[[school:{name}]]", "en", school=FILLED) == ((b.Str(en),), [])


@pytest.mark.parametrize("name", SCHOOL_BLANKS)
def test_what_a_school_has_left_out_is_an_honest_blank(name):
    for lang in ("zh", "en"):
        blank = b.Blank(SCHOOL_BLANKS[name], interface(lang)[f"school-{name}"])
        assert become(f"[[school:{name}]]", lang) == ((blank,), [])
    assert become(f"[[school:{name}|这里写]]") == ((b.Blank(SCHOOL_BLANKS[name], "这里写"),), [])


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("[[blank:8]]", b.Blank(8)),
        ("[[blank:8|日期]]", b.Blank(8, "日期")),
        ("[[blank:0]]", b.Blank(1)),
        ("[[blank:999]]", b.Blank(MAX_BLANK)),
        ("[[blank:日期]]", b.Blank(6, "日期")),
        ("[[blank:今天、本周内或另约]]", b.Blank(18, "今天、本周内或另约")),
        ("[[blank]]", b.Blank(6)),
        ("[[blank:²]]", b.Blank(6, "²")),
    ],
)
def test_blanks(text, blank):
    assert become(text) == ((blank,), [])


# --- questions --------------------------------------------------------------


@pytest.mark.parametrize("name", ["question", "case"])
def test_a_question_stands_on_a_line_of_its_own(name):
    made = rules(quizzes=(quiz({**SINGLE, "source": {"law": "jwf", "article": 28}}),))
    (item,) = made.apply(body(f"[[{name}:q1]]").sections[0].blocks)
    assert (item.id, item.stem, item.source) == ("q1", "先做什么？", "《精神卫生法》第二十八条（2018年修正）")
    assert made.problems == []


def test_a_quiz_brings_all_its_questions_in_the_language_of_the_page():
    made = rules("en", quizzes=(quiz(SINGLE, {**SINGLE, "id": "q2"}),))
    (found,) = made.apply(body("[[quiz:z]]").sections[0].blocks)
    assert (found.title, [i.id for i in found.items], found.items[0].stem) == ("Quiz", ["q1", "q2"], "What first?")


def test_a_quiz_shows_one_form_of_every_family():
    forms = [{**SINGLE, "id": i, "family": "f"} for i in ("q1", "q2")]
    made = rules(quizzes=(quiz(*forms, {**SINGLE, "id": "q3"}),))
    (found,) = made.apply(body("[[quiz:z]]").sections[0].blocks)
    assert [i.id for i in found.items] == ["q1", "q3"]


def test_a_question_is_found_inside_boxes_and_lists():
    made = rules(quizzes=(quiz(SINGLE),))
    box, points = made.apply(body("::: note\n[[question:q1]]\n:::\n\n- [[question:q1]]").sections[0].blocks)
    assert isinstance(box.blocks[0], b.Item)
    assert isinstance(points.items[0].blocks[0], b.Item)


@pytest.mark.parametrize("name", ["question", "case", "quiz"])
def test_a_question_that_is_not_there_leaves_nothing(name):
    made = rules()
    assert made.apply(body(f"[[{name}:gone]]").sections[0].blocks) == ()
    assert codes(made.problems) == ["quiz-unknown" if name == "quiz" else "question-unknown"]


@pytest.mark.parametrize("text", ["见 [[quiz:z]]", "| [[quiz:z]] |\n|---|\n| x |", "### [[quiz:z]]"])
def test_a_question_in_the_middle_of_a_line_is_reported(text):
    made = rules(quizzes=(quiz(SINGLE),))
    made.apply(body(text).sections[0].blocks)
    assert codes(made.problems) == ["mark-not-alone"]


# --- links and pictures -----------------------------------------------------


def test_a_link_that_leads_nowhere_leaves_its_words():
    assert become("[**去**](gone.md)") == ((b.Styled("strong", (b.Str("去"),)),), ["link-broken"])
    assert become("[去](ftp://x)") == ((b.Str("去"),), ["link-scheme"])


def test_pictures_need_words():
    known = {"content/about/a.svg": DRAWING}
    assert become("![图](a.svg)", pictures=known)[1] == []
    assert become("![ ](a.svg)", pictures=known)[1] == ["image-alt"]
    assert become("![图](b.svg)", pictures=known) == ((b.Str("图"),), ["image-missing"])


@given(st.sampled_from(sorted(MARKS)), st.text(max_size=12), st.none() | st.text(max_size=5))
def test_whatever_a_mark_says_no_mark_is_left(name, argument, label):
    made = rules(quizzes=(quiz(SINGLE),))
    out = made.mark(b.Mark(name, argument, label))
    assert not any(isinstance(node, b.Mark) for node in out)
