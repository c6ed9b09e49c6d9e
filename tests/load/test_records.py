"""Data into records: every refusal at the author's line, with what was most likely meant."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from generator.load.located import parse_yaml
from generator.load.records import validate
from generator.model.diagnostic import Diagnostic, Span
from generator.model.record import Id, Record, Text


class Cat(Record):
    type: Literal["cat"]
    lives: int = Field(ge=1, le=9)


class Dog(Record):
    type: Literal["dog"]
    name: Text


class House(Record):
    id: Id
    title: Text
    minutes: int = 5
    open: bool = False
    pets: tuple[Annotated[Cat | Dog, Field(discriminator="type")], ...] = Field(default=(), max_length=3)
    rooms: dict[str, Text] = Field(default_factory=dict)
    kind: Literal["small", "large"] = "small"
    for_: Text | None = Field(default=None, alias="for")


def problems_of(text: str) -> list[Diagnostic]:
    located, found = parse_yaml(text, "a.yml")
    assert located is not None
    assert found == []
    record, problems = validate(House, located)
    assert (record is None) == bool(problems)
    return problems


def only(text: str) -> Diagnostic:
    (problem,) = problems_of(text)
    return problem


def test_a_right_record_is_built() -> None:
    located, _ = parse_yaml("id: a\ntitle: 家\nfor: {zh: 我们, en: us}\npets: [{type: cat, lives: 9}]\n", "a.yml")
    assert located is not None
    record, problems = validate(House, located)
    assert problems == []
    assert record is not None
    assert record.title.get("en") == "家"
    assert record.for_ is not None
    assert record.for_.get("en") == "us"
    assert record.pets == (Cat(type="cat", lives=9),)


def test_a_misspelt_field_is_shown_at_its_key() -> None:
    problem = only("id: a\ntitle: 家\nminuts: 4\n")
    assert (problem.code, problem.span, problem.suggestion) == ("field-unknown", Span("a.yml", 3, 1, 6), "minutes")


def test_an_alias_is_suggested_as_it_is_written() -> None:
    assert only("id: a\ntitle: 家\nfore: x\n").suggestion == "for"


def test_a_field_of_an_inner_record_is_suggested_from_there() -> None:
    problem = only("id: a\ntitle: 家\npets:\n  - {type: cat, lives: 3}\n  - {type: dog, name: 旺财, nmae: 旺财}\n")
    assert (problem.code, problem.span, problem.suggestion) == ("field-unknown", Span("a.yml", 5, 27, 4), "name")


def test_a_missing_field_is_at_the_record_that_lacks_it() -> None:
    problem = only("id: a\ntitle: 家\npets:\n  - {type: cat, lives: 3}\n  - {type: dog}\n")
    assert (problem.code, problem.params["field"], problem.span.line) == ("field-missing", "name", 5)


@pytest.mark.parametrize(
    ("line", "code", "given"),
    [
        ("minutes: 四十", "field-type", None),
        ("minutes: [4]", "field-type", None),
        ("open: 12:30", "field-type", None),
        ("pets: cat", "field-type", None),
        ("rooms: [a]", "field-type", None),
        ("kind: smal", "field-value", "smal"),
        ("pets: [{type: cat, lives: 10}]", "field-value", "10"),
    ],
)
def test_a_wrong_value_is_at_its_place(line: str, code: str, given: str | None) -> None:
    problem = only(f"id: a\ntitle: 家\n{line}\n")
    assert (problem.code, problem.span.line) == (code, 3)
    assert problem.span.column > 1
    assert given is None or problem.params["given"] == given


def test_a_near_miss_of_an_allowed_value_is_suggested() -> None:
    assert only("id: a\ntitle: 家\nkind: smal\n").suggestion == "small"


def test_a_type_that_is_not_there_is_shown_at_its_value_not_at_the_whole_record() -> None:
    problem = only("id: a\ntitle: 家\npets: [{type: dgo, name: 旺财}]\n")
    assert (problem.code, problem.span, problem.suggestion) == ("field-value", Span("a.yml", 3, 15, 3), "dog")
    assert problem.params["given"] == "dgo"
    assert problem.params["field"] == "pets.0.type"


def test_a_record_without_its_type_lacks_a_field() -> None:
    problem = only("id: a\ntitle: 家\npets: [{name: 旺财}]\n")
    assert (problem.code, problem.params["field"], problem.span.line) == ("field-missing", "type", 3)


def test_a_list_is_not_also_too_short_when_its_entries_are_wrong() -> None:
    class Few(Record):
        pets: tuple[Cat, ...] = Field(min_length=2)

    located, _ = parse_yaml("pets: [{type: cat, lives: 0}, {type: cat, lives: 99}]", "a.yml")
    assert located is not None
    _, problems = validate(Few, located)
    assert [p.params["given"] for p in problems] == ["0", "99"]


def test_a_value_of_many_lines_is_quoted_on_one() -> None:
    problem = only("id: |\n  两行\n  文字\ntitle: 家\n")
    assert problem.params["given"] == "两行 文字"


def test_every_fault_is_reported_at_once() -> None:
    found = problems_of("id: 家\nminutes: x\nkind: huge\nroms: {}\n")
    assert sorted(p.code for p in found) == [
        "field-missing",
        "field-type",
        "field-unknown",
        "field-value",
        "field-value",
    ]


def test_what_is_not_a_record_at_all() -> None:
    located, _ = parse_yaml("list: [家]", "a.yml")
    assert located is not None
    record, (problem,) = validate(House, located, ("list", 0))
    assert record is None
    assert (problem.code, problem.params["wanted"], problem.span.column) == ("field-type", "want-mapping", 8)
