"""Located YAML: plain data, and the place of every key and value as the author sees it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.located import MAX_DEPTH, Located, parse_yaml
from generator.model.diagnostic import Diagnostic, Span


def read(text: str, first_line: int = 1) -> Located:
    located, problems = parse_yaml(text, "a.yml", first_line)
    assert problems == []
    assert located is not None
    return located


def refused(text: str) -> Diagnostic:
    _, problems = parse_yaml(text, "a.yml")
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.8", 0.8),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("0512-65220000", "0512-65220000"),
        ("007", "007"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("|\n  12\n", "12\n"),
        ("110101201203071234", "110101201203071234"),
    ],
)
def test_scalars_mean_what_a_teacher_expects(written: str, meant: object) -> None:
    value = read(f"a: {written}").data["a"]
    assert value == meant
    assert type(value) is type(meant)


def test_keys_and_values_know_their_place() -> None:
    located = read("id: home/sleep\ntitle: {zh: 睡眠, en: Sleep}\nlist:\n  - 一\n  - 二\n", first_line=2)
    assert located.span(("id",), key=True) == Span("a.yml", 2, 1, 2)
    assert located.span(("id",)) == Span("a.yml", 2, 5, 10)
    assert located.span(("title", "en")) == Span("a.yml", 3, 21, 5)
    assert located.span(("title",)) == Span("a.yml", 3, 8, 19)
    assert located.span(("list", 1)) == Span("a.yml", 6, 5, 1)


def test_what_is_not_there_is_at_what_encloses_it() -> None:
    located = read("a:\n  b: {c: 1}\n")
    assert located.span(("a", "b", "x", "y")) == located.span(("a", "b"))
    assert located.span(("nothing",)) == located.span(())


@pytest.mark.parametrize("separator", ["\u2028", "\u0085", "\u2029"])
def test_lines_are_counted_as_editors_count_them(separator: str) -> None:
    problem = refused(f"a: '一{separator}二'\nb: 1\nb: 2\n")
    assert (problem.code, problem.span) == ("yaml-duplicate-key", Span("a.yml", 3, 1, 1))


def test_the_first_of_two_keys_counts() -> None:
    located, problems = parse_yaml("a: 1\nb: {c: 1, c: [2, {d: 3}]}\na: 3\nz: 4\n", "a.yml")
    assert located is not None
    assert located.data == {"a": 1, "b": {"c": 1}, "z": 4}
    assert [(p.code, p.span.line, p.params["key"]) for p in problems] == [
        ("yaml-duplicate-key", 2, "c"),
        ("yaml-duplicate-key", 3, "a"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("a: &x b", "yaml-alias", 4),
        ("a: &更多 b", "yaml-alias", 4),
        ("a: *x", "yaml-alias", 4),
        ("a: *选做*", "yaml-alias", 4),
        ("a: !!python/object/apply:os.system [ls]", "yaml-tag", 4),
        ("a: !!python/object:os.system x", "yaml-tag", 4),
        ("a: !!python/name:os.system {x: 1}", "yaml-tag", 4),
        ("a: !!str 12", "yaml-tag", 4),
        ("a: !重要 b", "yaml-tag", 4),
        ("? [a]\n: b", "yaml-key", 3),
        ("a: b: c", "yaml-syntax", 5),
        ("a: [1", "yaml-syntax", 6),
        ("- a\n- b\n--- c", "yaml-syntax", 1),
        ("a: 睡\x08", "yaml-syntax", 5),
        ('a: "\\ud800"', "yaml-syntax", 7),
    ],
)
def test_what_plain_yaml_does_not_have_is_refused_at_its_place(text: str, code: str, column: int) -> None:
    problem = refused(text)
    assert (problem.code, problem.span.column) == (code, column)


def test_a_tag_makes_nothing() -> None:
    located, _ = parse_yaml("a: !!python/object/apply:os.getcwd []\nb: !!python/name:os.system x\n", "a.yml")
    assert located is not None
    assert located.data == {"a": [], "b": "x"}


def test_a_bomb_of_aliases_stays_small() -> None:
    text = "a0: &a0 [x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    located, problems = parse_yaml(text, "a.yml")
    assert located is not None
    assert located.data["a39"] == [None] * 9
    assert {p.code for p in problems} == {"yaml-alias"}


def test_depth_has_a_limit() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).data is not None
    assert refused("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)).code == "yaml-deep"


@pytest.mark.parametrize(
    "text",
    ['"[" * 200_000', '"{a: " * 50_000', '"- " * 100_000', '"? " * 100_000', '"a: 1\\na: " + "[" * 200_000'],
)
def test_deep_nesting_does_not_end_the_process(text: str) -> None:
    """In a process of its own: libyaml's composer recurses in C, and once ended the program without a word."""
    code = (
        f"from generator.load.located import parse_yaml; print([p.code for p in parse_yaml({text}, 'a.yml')[1]][-1:])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "['yaml-deep']"


def test_an_empty_document_is_nothing() -> None:
    for text in ("", "\n\n", "# nur ein Kommentar\n", "---\n"):
        assert read(text).data is None


YAML_BITS = st.sampled_from(
    [
        *(
            "a",
            "睡",
            ": ",
            "\n",
            "  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&",
            "*",
            "!",
            "!!str ",
            "|",
            ">",
            "'",
            '"',
            "#",
        ),
        *("?", "---\n", "\t", "%", "\\", "\u2028", "\u0085", "\ufeff", "\x00", "~", "1", "0.5", "true"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(YAML_BITS, max_size=40).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    located, problems = parse_yaml(text, "a.yml", 3)
    lines = text.split("\n")
    assert located is not None or problems
    spans = [p.span for p in problems] + ([*located.keys.values(), *located.values.values()] if located else [])
    for span in spans:
        assert 3 <= span.line < 3 + len(lines)
        assert 1 <= span.column <= len(lines[span.line - 3]) + 1
        assert span.length >= 1
