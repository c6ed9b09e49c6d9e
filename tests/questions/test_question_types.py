"""Each question type by itself: what its YAML means in both languages, and the faults it finds in itself."""

from __future__ import annotations

import typing

import pytest
from building import SINGLE, question, quiz
from pydantic import ValidationError

from generator.messages import interface
from generator.model import blocks as b
from generator.model.question import texts_of
from generator.questions import QUESTION_TYPES


def option(option_id: str, *, correct: bool = False, **more: object) -> dict[str, object]:
    texts = {"text": {"zh": f"项{option_id}", "en": f"option {option_id}"}, "feedback": {"zh": "因", "en": "because"}}
    return {"id": option_id, **({"correct": True} if correct else {}), **texts, **more}


def made(kind: str, **fields: object):
    base = {
        "id": "q",
        "type": kind,
        "stem": {"zh": "题干", "en": "Stem"},
        "rationale": {"zh": "理由", "en": "Reason"},
        "critical": True,
    }
    return question(**{**base, **fields})


def multiple(**fields: object):
    options = [option("a", correct=True), option("b", correct=True), option("c")]
    return made("multiple", **{"options": options, **fields})


def order(**fields: object):
    return made("order", **{"options": [option("a"), option("b"), option("c")], **fields})


def pair(pair_id: str, **more: object) -> dict[str, object]:
    sides = {
        "left": {"zh": f"左{pair_id}", "en": f"left {pair_id}"},
        "right": {"zh": f"右{pair_id}", "en": f"right {pair_id}"},
    }
    return {"id": pair_id, **sides, "feedback": {"zh": "因", "en": "because"}, **more}


def match(**fields: object):
    return made("match", **{"pairs": [pair("a"), pair("b")], **fields})


def truefalse(**fields: object):
    verdicts = {"true": {"zh": "对了", "en": "right"}, "false": {"zh": "再想", "en": "think"}}
    return made("truefalse", **{"answer": False, "feedback": verdicts, **fields})


def single(**fields: object):
    return question(**{**SINGLE, **fields})


def blank(blank_id: str = "days", **more: object) -> dict[str, object]:
    return {
        "id": blank_id,
        "accept": ["两周", {"zh": "14天", "en": "14 days"}],
        "feedback": {"zh": "因", "en": "because"},
        **more,
    }


def fill(**fields: object):
    text = {"zh": "连续__days__以上", "en": "for __days__ or more"}
    return made("fill", **{"text": text, "blanks": [blank()], **fields})


def numeric(**fields: object):
    said = {"zh": "因", "en": "because"}
    return made("numeric", **{"answer": 30, "unit": {"zh": "分钟", "en": "minutes"}, "feedback": said, **fields})


def gap(gap_id: str = "first", **more: object) -> dict[str, object]:
    return {"id": gap_id, "options": [option("a", correct=True), option("b")], **more}


def cloze(**fields: object):
    text = {"zh": "先__first__，再转介", "en": "__first__ first, then refer"}
    return made("cloze", **{"text": text, "gaps": [gap()], **fields})


def survey(**fields: object):
    scale = [{"zh": f"第{n}档", "en": f"step {n}"} for n in range(5)]
    rows = [{"id": n, "text": {"zh": f"句{n}", "en": f"row {n}"}} for n in "ab"]
    return made("survey", **{"scale": scale, "rows": rows, **fields})


EVERY = {
    "single": single,
    "multiple": multiple,
    "truefalse": truefalse,
    "order": order,
    "match": match,
    "reflection": lambda: made("reflection"),
    "fill": fill,
    "numeric": numeric,
    "cloze": cloze,
    "survey": survey,
}


def problems(item) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(p.code, p.path) for p in item.check()]


def test_every_type_is_tested_here_or_in_its_own_file():
    assert set(QUESTION_TYPES) == {*EVERY, "scenario"}


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_a_type_stands_in_the_table_under_its_own_name(name):
    assert typing.get_args(QUESTION_TYPES[name].model_fields["type"].annotation) == (name,)


@pytest.mark.parametrize("name", EVERY)
def test_a_good_question_finds_no_fault_in_itself(name):
    assert problems(EVERY[name]()) == []


@pytest.mark.parametrize("name", EVERY)
def test_a_question_of_every_type_in_both_languages(name):
    item = EVERY[name]()
    zh, en = item.lower("zh", "出处"), item.lower("en", "source")
    assert (zh.id, zh.type) == (item.id, name)
    assert (zh.stem, en.stem) == (item.stem.zh, item.stem.en)
    assert (zh.source, en.source) == ("出处", "source")
    assert [o.id for o in zh.options] == [o.id for o in en.options]
    assert not any("\u4e00" <= c <= "\u9fff" for o in en.options for c in o.text + o.feedback)
    if name != "reflection":
        assert en.rationale == item.rationale.en
        assert zh.critical == item.critical or not item.graded


# --- single and multiple choice ---------------------------------------------


def test_single_choice_lowers_to_options_with_one_key():
    item = single().lower("en", "")
    assert item.control == "one"
    assert item.options == (b.Option("a", "Listen", "Yes.", True), b.Option("b", "Advise", "Not yet."))


def test_multiple_choice_lowers_to_options_with_several_keys():
    item = multiple().lower("zh", "")
    assert (item.control, [o.correct for o in item.options]) == ("many", [True, True, False])
    assert multiple(scoring="partial").scoring == "partial"


@pytest.mark.parametrize("keys", [0, 2])
def test_single_choice_has_one_key(keys):
    item = single(options=[option(x, correct=n < keys) for n, x in enumerate("abc")])
    (problem,) = item.check()
    assert (problem.code, problem.path, problem.params) == ("single-key", ("options",), {"count": str(keys)})


@pytest.mark.parametrize("keys", [0, 1])
def test_multiple_choice_has_two_keys_or_more(keys):
    item = multiple(options=[option(x, correct=n < keys) for n, x in enumerate("abc")])
    (problem,) = item.check()
    assert (problem.code, problem.params) == ("multiple-key", {"count": str(keys)})


def test_multiple_choice_has_something_to_leave_out():
    item = multiple(options=[option(x, correct=True) for x in "abc"])
    assert problems(item) == [("multiple-all", ("options",))]
    assert problems(multiple()) == []


ABOVE = [
    *("以上都对", "以上全部", "以上皆非", "以上均可", "上述各项都要做", "前面几项一起做", "以上选项都不合适"),
    *("All of the above", "None of the above.", "both of these", "All of these", "neither of the above"),
]


@pytest.mark.parametrize("words", ABOVE)
def test_no_option_points_at_the_others(words):
    text = {"zh": words} if ord(words[0]) > 127 else {"zh": "一起做", "en": words}
    assert problems(single(options=[option("a", correct=True), option("b", text=text)])) == [
        ("option-all-of-above", ("options", 1, "text"))
    ]


@pytest.mark.parametrize(
    "words", ["以上周的事为例，问一句", "把前面的桌子挪开", "Talk about the floor above", "Do all of it"]
)
def test_words_that_only_sound_like_it_may_stand(words):
    text = {"zh": words} if ord(words[0]) > 127 else {"zh": "一起做", "en": words}
    assert problems(single(options=[option("a", correct=True), option("b", text=text)])) == []


@pytest.mark.parametrize("name", ["single", "multiple", "order"])
@pytest.mark.parametrize(
    ("text", "path"),
    [
        ({"zh": " 做 一 做。", "en": "Try it"}, ("options", 3, "text")),
        ({"zh": "另一件事", "en": "Ｄｏ it"}, ("options", 3, "text")),
        ({"zh": "另一件事", "en": "Another thing"}, None),
        ({"zh": "另一件事"}, None),
    ],
)
def test_two_options_never_read_alike(name, text, path):
    keys = {"single": 1, "multiple": 2, "order": 0}[name]
    options = [option(x, correct=n < keys) for n, x in enumerate("ab")]
    options += [option("c", text={"zh": "做一做", "en": "Do it"}), option("d", text=text)]
    assert problems(EVERY[name](options=options)) == ([("option-alike", path)] if path else [])


@pytest.mark.parametrize("side", ["left", "right"])
def test_two_sides_of_a_match_never_read_alike(side):
    pairs = [{"id": i, "left": f"左{i}", "right": f"右{i}", "feedback": "因为"} for i in "abc"]
    pairs[2][side] = pairs[0][side] + "。"
    assert problems(match(pairs=pairs)) == [("option-alike", ("pairs", 2, side))]


def test_every_step_of_an_order_has_feedback():
    options = [option("a"), option("b", feedback=None), option("c")]
    assert problems(order(options=options)) == [("option-feedback", ("options", 1))]


@pytest.mark.parametrize("name", ["single", "multiple"])
@pytest.mark.parametrize(
    ("last", "found"),
    [
        (option("b"), ("option-duplicate", ("options", 3, "id"))),
        (option("d", feedback=None), ("option-feedback", ("options", 3))),
        (option("d", text="以上都对"), ("option-all-of-above", ("options", 3, "text"))),
        (option("d", text="以上全部"), ("option-all-of-above", ("options", 3, "text"))),
    ],
)
def test_faults_of_options(name, last, found):
    keys = {"single": 1, "multiple": 2}[name]
    options = [*(option(x, correct=n < keys) for n, x in enumerate("abc")), last]
    assert problems(EVERY[name](options=options)) == [found]


@pytest.mark.parametrize(
    ("name", "count"), [("single", 1), ("single", 7), ("multiple", 2), ("multiple", 9), ("order", 2)]
)
def test_too_few_or_too_many_options_are_refused(name, count):
    with pytest.raises(ValidationError):
        EVERY[name](options=[option(x, correct=True) for x in "abcdefghi"[:count]])


# --- the others -------------------------------------------------------------


@pytest.mark.parametrize("answer", [True, False])
def test_true_or_false_in_the_readers_words(answer):
    for lang in ("zh", "en"):
        item = truefalse(answer=answer).lower(lang, "")
        yes, no = item.options
        assert (item.control, yes.id, no.id) == ("one", "true", "false")
        assert (yes.text, no.text) == (interface(lang)["true"], interface(lang)["false"])
        assert (yes.correct, no.correct) == (answer, not answer)
    assert (yes.feedback, no.feedback) == ("right", "think")


def test_order_keeps_the_right_order_in_the_blocks():
    item = order().lower("en", "")
    assert (item.control, [o.text for o in item.options]) == ("order", ["option a", "option b", "option c"])


def test_a_step_is_not_marked_right():
    with pytest.raises(ValidationError, match="correct"):
        order(options=[option("a", correct=True), option("b"), option("c")])


def test_faults_of_an_order():
    assert problems(order(options=[option("a"), option("b"), option("a")])) == [
        ("option-duplicate", ("options", 2, "id"))
    ]


def test_match_lowers_to_two_columns_of_the_same_ids():
    item = match().lower("en", "")
    assert item.control == "match"
    assert [(o.id, o.text, o.feedback) for o in item.options] == [
        ("a", "left a", "because"),
        ("b", "left b", "because"),
    ]
    assert [o.id for o in item.right] == ["a", "b"]


def test_faults_of_a_match():
    found = problems(match(pairs=[pair("a"), pair("a"), pair("b", feedback=None)]))
    assert found == [("option-duplicate", ("pairs", 1, "id")), ("option-feedback", ("pairs", 2))]


def test_fill_lowers_to_gaps_with_the_first_accepted_answer():
    item = fill().lower("en", "")
    assert (item.control, item.text) == ("fill", "for __days__ or more")
    assert item.gaps == (b.Gap("days", accepted="两周", feedback="because"),)


def test_cloze_lowers_to_gaps_with_options():
    item = cloze().lower("zh", "")
    assert item.control == "cloze"
    assert [[o.correct for o in g.options] for g in item.gaps] == [[True, False]]


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({}, "30分钟", "30 minutes"),
        ({"tolerance": "2.5"}, "30 ± 2.5分钟", "30 ± 2.5 minutes"),
        ({"unit": "%"}, "30%", "30%"),
        ({"unit": None, "answer": "-0.5"}, "-0.5", "-0.5"),
    ],
)
def test_a_number_in_words(fields, zh, en):
    assert (numeric(**fields).lower("zh", "").key, numeric(**fields).lower("en", "").key) == (zh, en)


@pytest.mark.parametrize("answer", ["1e9", "3,5", "", "abc", "0.1234567", "1234567890", True, [1]])
def test_what_is_no_decimal_number_is_refused(answer):
    with pytest.raises(ValidationError):
        numeric(answer=answer)


@pytest.mark.parametrize(
    ("item", "found"),
    [
        (fill(blanks=[blank(), blank()]), [("option-duplicate", ("blanks", 1, "id"))]),
        (fill(blanks=[blank("other")]), [("gap-count", ("blanks", 0, "id")), ("gap-unknown", ("text", "zh"))]),
        (fill(text=None), []),
        (
            fill(text=None, blanks=[blank("a"), blank("b")]),
            [("gap-count", ("blanks", 0, "id")), ("gap-count", ("blanks", 1, "id"))],
        ),
        (fill(text="__days__和__days__"), [("gap-count", ("blanks", 0, "id"))]),
        (fill(text={"zh": "__days__", "en": "none"}), [("gap-count", ("blanks", 0, "id"))]),
        (fill(blanks=[blank(feedback=None)]), [("option-feedback", ("blanks", 0))]),
        (fill(blanks=[blank(accept=["两周", "两 周。"])]), [("accept-same", ("blanks", 0, "accept", 1))]),
        (fill(blanks=[blank(accept=["14 days", "１４ＤＡＹＳ"])]), [("accept-same", ("blanks", 0, "accept", 1))]),
        (fill(blanks=[blank(accept=["　"])]), [("accept-same", ("blanks", 0, "accept", 0))]),
        (numeric(feedback=None), [("option-feedback", ("answer",))]),
        (cloze(gaps=[gap(options=[option("a"), option("b")])]), [("cloze-key", ("gaps", 0, "options"))]),
        (
            cloze(gaps=[gap(options=[option("a", correct=True), option("b", text="以上都对")])]),
            [("option-all-of-above", ("gaps", 0, "options", 1, "text"))],
        ),
        (cloze(gaps=[gap("second")]), [("gap-count", ("gaps", 0, "id")), ("gap-unknown", ("text", "zh"))]),
        (survey(scale=["同意", "同意 "]), [("survey-scale", ("scale",))]),
        (survey(scale=[{"zh": "少", "en": "x"}, {"zh": "多", "en": "x"}]), [("survey-scale", ("scale",))]),
        (survey(rows=[{"id": "a", "text": "句"}] * 2), [("option-duplicate", ("rows", 1, "id"))]),
    ],
)
def test_faults_of_gaps_numbers_and_scales(item, found):
    told = [(p.code, p.path) for p in item.check()]
    assert [t for t in dict.fromkeys(told) if t[1] != ("text", "en")] == found


def test_a_reflection_is_written_not_graded():
    item = made("reflection").lower("zh", "")
    assert (item.control, item.options, item.critical) == ("write", (), False)


@pytest.mark.parametrize("name", EVERY)
def test_every_text_of_a_question_is_found_with_its_path(name):
    item = EVERY[name]()
    found = dict(texts_of(item))
    assert found["stem"] == item.stem
    assert found["rationale"] == item.rationale
    written = str(item.model_dump()).count("'zh': ")
    assert len(found) == written


def test_paths_name_the_place_in_the_yaml():
    assert [path for path, _ in texts_of(multiple())][2:4] == ["options/0/text", "options/0/feedback"]


def test_a_quiz_holds_at_least_one_item_and_only_known_types():
    with pytest.raises(ValidationError):
        quiz()
    with pytest.raises(ValidationError):
        quiz({**SINGLE, "type": "essay"})
    assert quiz(SINGLE, **{"pass": 0.6}).pass_ == 0.6
    with pytest.raises(ValidationError):
        quiz(SINGLE, **{"pass": 60})
