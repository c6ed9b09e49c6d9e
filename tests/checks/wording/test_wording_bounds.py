"""The check reads anything, in time; and no word of method stands in clear near danger words in this repository."""

from __future__ import annotations

import random
import re
import re._parser as sre  # type: ignore[import-not-found]
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import CASES

from generator.checks.wording import check, digests, text
from generator.checks.wording.match import first_match
from generator.checks.wording.passages import Passage
from generator.checks.wording.rule import Rule
from generator.checks.wording.rules import RULES
from generator.model.diagnostic import Span
from generator.model.page import Body, Page, PageMeta

ROOT = Path(__file__).parents[3]
SIZE, SECONDS = 20_000, 5.0  # characters; of the processor, so that a busy machine does not count: a hang is looked for
FRAGMENTS = (
    "自杀", "因为", "老师", "诊断", "不", "别担心", "，", "。", "“", "”", " ", "12356", "24小时", "一次", "就", "保证", "保密", "为", "抑郁", "30%", "每", "五", "有",
    "台账", "培训", "防止", "《", "法》", "第三条", "王", "小", "suicide ", "the ", "teacher ", "diagnose ", "promise ", "not ", "a ", "because ", "more and more ",
    "treat ", "records ", "training ", "12356 ", "24 hours ", "- ", "Mr. ", "x", "1", ".", "\n", "\u200b", "\U0001f600", "\ud800",
)  # fmt: skip
NEIGHBOURS = ((".md", ".yml", ".ts", ".css", ".json"), 80)  # the kinds of file read, characters to either side


def slowly(words: str) -> str:
    """`normalise` without its short way for plain prose."""
    folded = unicodedata.normalize("NFKC", words).translate(text._SCRIPT)
    return text._SPACES.sub(" ", folded)


def test_each_character_is_read_alike_on_the_short_way_and_the_long() -> None:
    for number in range(sys.maxunicode + 1):
        words = f"家{chr(number)}a{chr(number)}1 "
        assert text.normalise.__wrapped__(words) == slowly(words), hex(number)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from("家长，。：；？！（）～‘’…、“”《》〈〉【】—·aB1- \n\t") | st.text(max_size=4), max_size=40
    ).map("".join)
)
def test_texts_are_read_alike_on_the_short_way_and_the_long(words: str) -> None:
    assert text.normalise.__wrapped__(words) == slowly(words)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=8), max_size=40).map("".join), st.sampled_from(["zh", "en"])
)
def test_any_text_is_read(words: str, lang: str) -> None:
    meta = PageMeta(id="a", kind="guide", title="甲", sensitive=True)
    page = Page(meta, Body("a.md", ()))
    passage = Passage(words, lang, Span("a.md"), page, pupils=True)  # type: ignore[arg-type]
    digests.names_method(words)
    for rule in RULES:
        list(check._rule(rule, passage))
    list(check._laws(passage, ("精神卫生法",)))


def _long() -> list[str]:
    units = [
        *FRAGMENTS,
        "因为一次批评",
        "老师不诊断",
        "“我不说",
        "12356不是24小时",
        "每五有",
        "王小",
        "a suicide ",
        "teachers ",
        "not promise secret ",
    ]
    return [(u * (SIZE // len(u) + 1))[:SIZE] for u in units]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.severity}")
def test_long_texts_are_read_in_time(rule: Rule) -> None:
    for words in _long():
        read = text.unquoted(words)
        for lang in ("zh", "en"):
            start = time.process_time()
            list(first_match(rule.zh if lang == "zh" else rule.en, read, lang, quoted=False))  # type: ignore[arg-type]
            assert time.process_time() - start < SECONDS, (rule.code, lang, words[:20])


def test_long_texts_are_read_in_time_by_the_rules_of_pages() -> None:
    for words in _long():
        passage = Passage(words, "zh", Span("a.md"))
        start = time.process_time()
        digests.names_method(words)
        list(check._laws(passage, ("精神卫生法",)))
        for pattern in (check._HOPE, check._ASK, check._SCALE, check._SPEAKS):
            pattern.search(words)
        assert time.process_time() - start < SECONDS, words[:20]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.code}-{rule.severity}")
def test_hints_are_in_whatever_the_words_match(rule: Rule, lang: str) -> None:
    search = rule.zh if lang == "zh" else rule.en
    if not search.hints:
        assert (rule.code, lang) == ("sm21", "en")  # names are told by their capitals
        return
    cases = yaml.safe_load((CASES / "wording" / f"{rule.code}.yml").read_text("utf-8"))["fails"]
    texts = [check._reading(rule)(case["text"]) for case in cases if case["lang"] == lang]
    matched = [words for words in texts if search.words.search(words)]
    assert matched
    for words in (*matched, *_branches(search.words.text, 3000)):
        assert search.hints.search(words.lower()), words


def _branches(pattern: str, count: int) -> list[str]:
    """Texts that a pattern could match, assertions aside: every branch of it is taken again and again."""
    draw, tree = random.Random(pattern), sre.parse(pattern)
    return ["".join(_branch(tree, draw)) for _ in range(count)]


def _branch(tree: Iterable[tuple[object, Any]], draw: random.Random) -> Iterator[str]:
    for op, value in tree:
        match str(op):
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield chr(draw.randint(*value))
            case "CATEGORY":
                yield {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w"}[str(value)]
            case "NOT_LITERAL" | "ANY" | "NEGATE":  # any character, of which no hint is made
                yield "\ufffd"
            case "IN":
                negated = str(value[0][0]) == "NEGATE"
                yield from _branch([value[0] if negated else draw.choice(value)], draw)
            case "BRANCH":
                yield from _branch(draw.choice(value[1]), draw)
            case "SUBPATTERN":
                yield from _branch(value[-1], draw)
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = value
                for _ in range(draw.choice([least, min(most, least + 1)])):
                    yield from _branch(inner, draw)
            case "ASSERT" | "ASSERT_NOT" | "AT":
                pass
            case other:
                raise AssertionError(other)


def _committed() -> list[Path]:
    folders = [
        ROOT / n for n in ("content", "courses", "docs", "generator", "quizzes", "site_config", "tests", "tools")
    ]
    inside = [p for f in folders for p in f.rglob("*") if "node_modules" not in p.parts]
    files = [p for p in (*ROOT.glob("*"), *inside) if p.suffix in NEIGHBOURS[0] and p.is_file()]
    assert len(files) > 100
    return files


def test_no_committed_text_names_a_method_near_danger_words() -> None:
    danger, around = digests._DANGER, NEIGHBOURS[1]
    bad = []
    for path in _committed():
        words = text.unquoted(path.read_text("utf-8", errors="replace")).replace("\n", " ")
        windows: list[list[int]] = []
        for found in danger.finditer(words):
            start, end = max(0, found.start() - around), found.end() + around
            if windows and start <= windows[-1][1]:
                windows[-1][1] = end
            else:
                windows.append([start, end])
        if any(digests.names_method(words[a:b]) for a, b in windows):
            bad.append(path.relative_to(ROOT).as_posix())
    assert bad == []


def test_the_table_holds_digests_alone() -> None:
    table = (ROOT / "generator/checks/wording/sm01.txt").read_text("utf-8").splitlines()
    for line in table:
        assert line.startswith("#") or re.fullmatch(r"\d+ [0-9a-f]{16}", line), line
    assert sum(not line.startswith("#") for line in table) >= 40
