"""What all kinds have in common: the table, required sections, words, citations."""

from __future__ import annotations

import typing

import pytest
from building import SOURCES, body, context, hotline, library, page, sections, words
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.navigation import GROUPS
from generator.messages import interface
from generator.model import blocks as b
from generator.model.config import School
from generator.model.page import Citation
from generator.pages import PAGE_KINDS
from generator.pages.contacts import contact, help_block
from generator.pages.context import article_words, bands_of, grade_words, han_number, law_title
from generator.pages.kind import required_sections

CLASS = {"term": "a", "minutes": 40, "goals": ["X-help"]}
UNIT = {
    "course": "course/t1",
    "code": "C1.3",
    "minutes": {"reading": 14, "cases": 14, "quiz": 7, "task": 10},
    "outcomes": [{"id": "o1", "text": {"zh": "能看见", "en": "notice"}}],
}
EXAM = {
    "banks": ["bank"],
    "minutes": 40,
    "pass": 0.8,
    "blueprint": [{"id": "g", "title": "部分", "outcomes": ["o1"], "items": 1}],
    "key": "k",
}
FRONT = {
    "home": {"doors": [{"icon": "teachers", "page": "a", "title": "门", "text": "话"}], "urgent": "u"},
    "urgent": {"audience": "families", "sensitive": True},
    "guide": {"audience": "families"},
    "course": {"code": "T1", "term": "a"},
    "unit": UNIT,
    "exam": EXAM,
    "lesson": {"grade": "g3", "number": 9, **CLASS},
    "theme-meeting": {"bands": ["junior"], **CLASS},
    "lecture": {"bands": ["junior"], "term": "a", "minutes": 50},
    "document": {"code": "DOC12", "layout": "form", "privacy": "P0"},
    "policy": {},
    "library": {"of": ["guide"], "group": ["families", "guides"]},
    "hotline-list": {},
    "coverage": {},
    "my": {},
    "verify": {},
    "page": {},
}
PLACES = {
    "home": (),
    "urgent": ("urgent",),
    "guide": ("families", "guides"),
    "course": ("teachers", "courses"),
    "unit": ("teachers", "courses"),
    "exam": ("teachers", "courses"),
    "lesson": ("teachers", "lessons"),
    "theme-meeting": ("teachers", "meetings"),
    "lecture": ("families", "lectures"),
    "document": ("school", "documents"),
    "policy": ("school", "policy"),
    "library": ("families", "guides"),
    "hotline-list": ("urgent",),
    "coverage": ("school", "policy"),
    "my": (),
    "verify": ("school", "about"),
    "page": ("school", "about"),
}


def test_every_kind_is_tested_here():
    assert set(PAGE_KINDS) == set(FRONT) == set(PLACES)


@pytest.mark.parametrize("name", PAGE_KINDS)
def test_a_kind_stands_in_the_table_under_its_own_name(name):
    kind = PAGE_KINDS[name]
    assert kind.name == name
    assert typing.get_args(kind.meta.model_fields["kind"].annotation) == (name,)
    assert interface("zh")[f"kind-{name}"]


@pytest.mark.parametrize("name", PAGE_KINDS)
def test_every_kind_has_its_place_in_the_navigation(name):
    place = PAGE_KINDS[name].place(page(name, "x", **FRONT[name]))
    assert place == PLACES[name]
    assert not place or (place[0] in GROUPS and (len(place) == 1 or place[1] in GROUPS[place[0]]))


@pytest.mark.parametrize("name", PAGE_KINDS)
def test_a_page_of_every_kind_is_lowered_in_both_languages(name):
    kind = PAGE_KINDS[name]
    wanted = kind.sections(page(name, "x", **FRONT[name]).meta)
    made = page(name, "x", sections(wanted), english=sections(wanted, "Text."), **FRONT[name])
    for lang, text in (("zh", "正文。"), ("en", "Text.")):
        blocks = kind.lower(made, made.text(lang), context(made, lang=lang))
        assert words(blocks).count(text) == len(wanted)


@pytest.mark.parametrize("name", [n for n in PAGE_KINDS if PAGE_KINDS[n].sections(page(n, "x", **FRONT[n]).meta)])
def test_every_required_section_is_missed_when_it_is_gone_or_empty(name):
    kind = PAGE_KINDS[name]
    wanted = kind.sections(page(name, "x", **FRONT[name]).meta)
    whole = page(name, "x", sections(wanted), **FRONT[name])
    assert not list(required_sections(kind, whole, whole.body))
    for gone in wanted:
        rest = body(sections(n for n in wanted if n != gone))
        (missing,) = required_sections(kind, whole, rest)
        assert (missing.code, missing.params) == ("section-missing", {"section": gone, "kind": name})
        empty = body(sections(n for n in wanted if n != gone) + f"\n## 空 {{#{gone}}}\n")
        (hollow,) = required_sections(kind, whole, empty)
        assert (hollow.code, hollow.params) == ("section-empty", {"section": gone})
        assert hollow.span.line > (len(wanted) > 1)  # its heading's line: the first where it stands alone


# --- words ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (28, "二十八"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (120, "一百二十"),
        (200, "二百"),
        (999, "九百九十九"),
        (1000, "一千"),
        (1009, "一千零九"),
        (1010, "一千零一十"),
        (1111, "一千一百一十一"),
        (1260, "一千二百六十"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_in_chinese_numerals(number, words):
    assert han_number(number) == words


_VALUES = {d: n for n, d in enumerate("零一二三四五六七八九")} | {"十": 10, "百": 100, "千": 1000}


def _read(numeral: str) -> int:
    total, digit = 0, None
    for char in numeral:
        value = _VALUES[char]
        if value < 10:
            digit = value
        else:
            total, digit = total + (1 if digit is None else digit) * value, None
    return total + (digit or 0)


@given(st.integers(0, 9999))
def test_every_numeral_reads_back_as_its_number(number):
    assert _read(han_number(number)) == number


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        ("28", "第二十八条", ", article 28"),
        ("105", "第一百零五条", ", article 105"),
        ("1199", "第一千一百九十九条", ", article 1199"),
        ("二十八", "第二十八条", ", article 二十八"),
        ("28-30", "第28-30条", ", article 28-30"),
        ("²", "第²条", ", article ²"),
        ("123456", "第123456条", ", article 123456"),
    ],
)
def test_articles_in_words(article, zh, en):
    assert article_words(article, "zh") == zh
    assert article_words(article, "en") == en


def test_laws_stand_between_title_marks_policies_do_not():
    assert law_title("精神卫生法", "zh", "law") == "《精神卫生法》"
    assert law_title("未保条例", "zh", "regulation") == "《未保条例》"
    assert law_title("《网保条例》释义", "zh", "law") == "《网保条例》释义"
    assert law_title("行动计划", "zh", "policy") == "行动计划"
    assert law_title("Mental Health Law", "en", "law") == "Mental Health Law"


def test_a_citation_in_words():
    zh, en = context(), context(lang="en")
    article = Citation(law="jwf", article=28)
    assert zh.cite(article) == "《精神卫生法》第二十八条（2018年修正）"
    assert en.cite(article) == "Mental Health Law, article 28 (as amended in 2018)"
    assert zh.cite(Citation(law="plan")) == "行动计划"
    assert zh.cite(Citation(law="plan", text="第二部分")) == "行动计划、第二部分"
    assert zh.cite(Citation(text={"zh": "教材", "en": "A textbook"})) == "教材"
    assert zh.cite(Citation(law="gone", text="教材")) == "教材"
    assert len(SOURCES) == 3


def test_the_names_of_a_vocabulary_with_what_is_unknown_as_it_is():
    assert context().names("bands", ("primary", "gone")) == "小学、gone"
    assert context(lang="en").names("bands", ("primary", "junior")) == "Primary, Junior"


def test_grades_have_names():
    assert grade_words("g3", context()) == "三年级"
    assert grade_words("v1", context(lang="en")) == "Vocational year 1"


@pytest.mark.parametrize(
    ("kind", "front", "bands"),
    [
        ("lecture", FRONT["lecture"], ("junior",)),
        ("lesson", FRONT["lesson"], ("primary",)),
        ("lesson", {**FRONT["lesson"], "grade": "g12"}, ()),
        ("guide", FRONT["guide"], ("primary", "junior")),
    ],
)
def test_the_bands_a_page_is_for(kind, front, bands):
    assert bands_of(page(kind, "x", **front).meta, library()) == bands


def test_a_page_in_a_list_carries_its_facets():
    lesson = page("lesson", "x", themes=["sleep"], summary="一课", **FRONT["lesson"])
    entry = context(lesson).entry(lesson)
    assert entry == b.Entry(
        "x",
        "题 x",
        "一课",
        "教案 · 三年级 · 40 分钟",
        {
            "kind": ("lesson",),
            "band": ("primary",),
            "theme": ("sleep",),
            "grade": ("g3",),
            "term": ("a",),
            "goal": ("X-help",),
        },
    )


def test_a_list_names_the_bands_only_where_they_divide():
    some = page("guide", "x", bands=["junior"], **FRONT["guide"])
    every = page("guide", "x", bands=["primary", "junior"], **FRONT["guide"])
    assert context().brief(some.meta) == "指南 · 初中"
    assert context().brief(every.meta) == "指南"


# --- hotlines ---------------------------------------------------------------


def test_a_hotline_in_the_readers_language():
    made = contact(hotline("12356"), context(lang="en"))
    assert (made.number, made.name, made.hours) == ("12356", "Line 12356", "Depends on the region")
    assert made.verified == "2026-10-01"


def test_the_hours_of_the_schools_own_region():
    line = hotline("12356", hours_region={"suzhou": {"zh": "苏州：每天", "en": "Suzhou: daily"}})
    assert contact(line, context(school=School(region="suzhou"))).hours == "苏州：每天"
    assert contact(line, context(school=School(region="wuxi"))).hours == "以当地为准"
    assert contact(line, context()).hours == "以当地为准"


def test_the_help_block_holds_the_chosen_numbers_and_the_oldest_check():
    lines = (
        hotline("12356"),
        hotline("110", verified="2026-09-09"),
        hotline("119", block=False, verified="2020-01-01"),
    )
    block = help_block(context(hotlines={h.id: h for h in lines}))
    assert [c.number for c in block.contacts] == ["12356", "110"]
    assert "2026-09-09" in block.note
    assert help_block(context(hotlines={})).note == ""
