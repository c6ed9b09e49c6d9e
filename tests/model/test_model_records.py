from __future__ import annotations

from datetime import date

import pytest
from building import BANDS, HOTLINES, SINGLE, library, page, quiz
from pydantic import TypeAdapter, ValidationError

from generator.model.config import Band, OpeningHours, School
from generator.model.diagnostic import Diagnostic, Span
from generator.model.mandate import Mandate
from generator.model.page import Page
from generator.model.record import Id, PageId, Text
from generator.model.suggest import nearest


@pytest.mark.parametrize(("written", "zh"), [("睡眠", "睡眠"), (12356, "12356"), ({"zh": "睡眠"}, "睡眠")])
def test_a_text_may_be_a_plain_string_a_number_or_a_mapping(written, zh):
    text = Text.model_validate(written)
    assert (text.zh, text.en) == (zh, None)


def test_a_text_without_english_falls_back_to_chinese():
    assert Text(zh="睡眠").get("en") == "睡眠"
    assert Text(zh="睡眠", en="").get("en") == "睡眠"
    assert Text(zh="睡眠", en="Sleep").get("en") == "Sleep"
    assert Text(zh="睡眠", en="Sleep").get("zh") == "睡眠"


def test_a_text_knows_what_has_been_written():
    assert Text(zh="睡眠").has("zh")
    assert not Text(zh="睡眠").has("en")
    assert Text(zh="睡眠", en="Sleep").has("en")


def test_records_are_frozen_and_refuse_unknown_fields():
    with pytest.raises(ValidationError):
        Band.model_validate({"id": "x", "name": "x", "grades": [], "class_minutes": 40, "minutes": 40})
    with pytest.raises(ValidationError):
        BANDS[0].id = "other"


@pytest.mark.parametrize("word", ["a", "c1-3", "12356", "x-help"])
def test_ids_are_lower_case_ascii(word):
    assert TypeAdapter(Id).validate_python(word) == word


@pytest.mark.parametrize("word", ["", "-a", "A", "睡", "a b", "a_b", "a/b", "a\n", "x" * 81])
def test_other_words_are_no_ids(word):
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(word)


@pytest.mark.parametrize("word", ["/a", "a/", "a//b", "../a", "a/../b", "a/.b"])
def test_page_ids_never_lead_out_of_the_site(word):
    with pytest.raises(ValidationError):
        TypeAdapter(PageId).validate_python(word)


@pytest.mark.parametrize(("opens", "closes", "minutes"), [("12:00", "13:20", 80), ("13:00", "12:00", 0)])
def test_opening_hours_count_minutes_and_are_never_negative(opens, closes, minutes):
    assert OpeningHours(day=1, opens=opens, closes=closes).minutes == minutes


def test_a_school_may_say_nothing_of_itself():
    assert School().name is None
    assert School().class_hour_minutes == 45


def test_a_duty_with_an_unknown_need_is_refused():
    fields = {"id": "M001", "article": "1", "who": "x", "duty": "x", "class": "public"}
    assert Mandate.model_validate(fields).needs == ()
    with pytest.raises(ValidationError):
        Mandate.model_validate({**fields, "needs": [{"type": "wish"}]})


def test_diagnostics_sort_by_place_then_code():
    late = Diagnostic("a", Span("x.md", 9))
    early = Diagnostic("z", Span("x.md", 2))
    other = Diagnostic("b", Span("x.md", 9), params={"id": "1"})
    assert sorted([other, late, early], key=lambda d: d.sort_key) == [early, late, other]


@pytest.mark.parametrize(("word", "near"), [("slep", "sleep"), ("anwser", "answer"), ("xyz", None)])
def test_near_misses(word, near):
    assert nearest(word, ["sleep", "answer"]) == near


# --- pages ------------------------------------------------------------------

TEXT = """
before any heading

## 一 {#one}

x

## 二 {.phase minutes=5}

y

## 三 {#three .phase}
"""


def test_a_body_finds_sections_by_id_and_by_class():
    body = page("page", "about/x", TEXT).body
    assert [s.id for s in body.sections] == ["", "one", "", "three"]
    assert body.section("one") is body.sections[1]
    assert body.section("four") is None
    assert body.with_class("phase") == (body.sections[2], body.sections[3])


def test_an_untranslated_page_falls_back_and_says_so():
    chinese = page("page", "about/x", TEXT, summary="说明", keywords=["词"])
    assert chinese.title("en") == chinese.title("zh")
    assert chinese.summary("en") == "说明"
    assert chinese.keywords("en") == ("词",)
    assert chinese.text("en") is chinese.body
    assert not chinese.is_translated("en")
    assert [lang for lang, _ in chinese.bodies()] == ["zh"]


def test_a_translated_page_is_read_in_either_language():
    both = page("page", "about/x", TEXT, english="## One {#one}\n\nx", summary="说明")
    assert both.title("en") == "Title about/x"
    assert both.summary("zh") == "说明"
    assert both.text("en").file == "content/about/x.en.md"
    assert both.is_translated("en")
    assert [lang for lang, _ in both.bodies()] == ["zh", "en"]


def test_a_page_knows_where_its_fields_stand():
    made = page("page", "about/x")
    assert made.at("title") == Span("content/about/x.md")
    placed = Page(made.meta, made.body, field_spans={"": Span("f.md"), "title": Span("f.md", 3)})
    assert placed.at("title") == Span("f.md", 3)
    assert placed.at("themes") == Span("f.md")


# --- the library ------------------------------------------------------------


def test_the_library_finds_questions_pages_and_bands():
    made = library(page("page", "b"), page("page", "a"), page("guide", "c", audience="school"), quizzes=(quiz(SINGLE),))
    assert made.question("q1").stem.zh == "先做什么？"
    assert made.question("q2") is None
    assert [p.id for p in made.of_kind("page")] == ["a", "b"]
    assert made.band_of_grade("g4").id == "primary"
    assert made.band_of_grade("g12") is None
    assert made.span("page:a") == Span("site_config")
    assert made.today == date(2026, 11, 21)


def test_hotlines_keep_their_alias():
    assert HOTLINES[0].for_.en == "Anyone"
