"""Runs the safe-wording and law rules over every passage; whole-page rules stand at the end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate

from generator.checks.wording.digests import names_method
from generator.checks.wording.match import first_match
from generator.checks.wording.passages import Passage, page_passages, quiz_passages
from generator.checks.wording.rule import Rule, Search
from generator.checks.wording.rules import DANGER_EN, DANGER_ZH, RULES
from generator.checks.wording.text import closed, normalise, unquoted
from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic, Span
from generator.model.library import Library
from generator.model.page import Body, Page
from generator.model.question import Quiz
from generator.model.record import LANGS, Lang
from generator.model.walk import runs, walk

CODES = ("sm01", *dict.fromkeys(r.code for r in RULES), "sm08", "sm19", "sm20", "sm22")

_LAW = re.compile(r"《([^》(]*(?<!方)(?<![书兵语魔手看想说做办写记教])(?:法|条例))(?:\([^)》]*\))?》")
_ARTICLE = re.compile(r"([\u4e00-\u9fff]{2,24}?(?:法|条例))(?:\([^)]*\))?第[一二三四五六七八九十百\d]{1,8}条")
_SCALE = re.compile(
    r"(?i:SCL-?90|PHQ-?\d|GAD-?7|CES-?DC?\b)|\b(?:MHT|SDS|SAS|BDI|SDQ|CDI|SCARED)\b|(?:抑郁|焦虑|症状|健康)(?:自评|诊断|筛查)?(?:量表|测验)"
)
_HOPE = re.compile(
    r"好起来|好转|会过去|慢慢好|得到帮助|能帮|帮得上|有办法|走出来|get(?:s|ting)? better|recover|help(?:s|ed)? (?:is|works|can)"
    r"|can (?:be helped|help)|pass(?:es)?\b|find (?:a way|help)",
    re.IGNORECASE,
)
_ASK = re.compile(
    r"直接[^。]{0,6}问|平静[^。]{0,6}问|问[^。]{0,4}(?:出口|一句|清楚)|ask[^.]{0,30}(?:direct|calm|plain|whether|if)|ask(?:ing)? ",
    re.IGNORECASE,
)
_SPEAKS = re.compile(f"{DANGER_ZH}|{DANGER_EN}", re.IGNORECASE)
ADULT_KINDS = frozenset({"guide", "urgent", "unit", "lecture"})
SCALE_ITEMS = 3


def check_page(page: Page, library: Library) -> Iterator[Diagnostic]:
    """Rules SM01-SM22 of safe wording, the rule on scoring paper, the rule on claims, on one page."""
    found = list(page_passages(page))
    yield from _passages(found, library)
    yield from _page(page, found)


def check_quiz(key: str, quiz: Quiz, library: Library) -> Iterator[Diagnostic]:
    """The same rules on the texts of a quiz."""
    yield from _passages(quiz_passages(quiz, library), library)


def _passages(found: Iterable[Passage], library: Library) -> Iterator[Diagnostic]:
    around_the_clock = _around_the_clock(library)
    laws = tuple(s.title.zh.removeprefix("中华人民共和国") for s in library.sources.values())
    held = list(found)
    likely = {lang: _likely([p.text for p in held if p.lang == lang], lang) for lang in LANGS}
    for passage in held:
        if names_method(passage.text):
            yield Diagnostic("sm01", passage.span)
        for rule in likely[passage.lang]:
            if rule.code != "sm16" or not around_the_clock:
                yield from _rule(rule, passage)
        yield from _laws(passage, laws)


def _likely(texts: list[str], lang: Lang) -> tuple[Rule, ...]:
    """The rules whose words stand in any of the texts. Each text is searched alone: a rule may ask for its end."""
    if not texts:
        return ()
    readings: dict[Callable[[str], str], list[str]] = {normalise: [], closed: [], unquoted: []}
    for text in texts:  # one text after the other: each reading begins with the one before, which is still at hand
        for read, found in readings.items():
            found.append(read(text))
    low = {read: [*map(str.lower, found)] for read, found in readings.items()}
    whole = {read: "\n".join(found) for read, found in low.items()}
    ends = {read: [*accumulate(len(text) + 1 for text in found)] for read, found in low.items()}

    @cache  # rules may share a pattern
    def holds(search: Search, read: Callable[[str], str]) -> bool:
        found = readings[read]
        if search.hints:
            hinted = {bisect_right(ends[read], hint.start()) for hint in search.hints.finditer(whole[read])}
            found = [found[number] for number in sorted(hinted)]
        return any(search.words.search(text) for text in found)

    return tuple(rule for rule in RULES if holds(rule.zh if lang == "zh" else rule.en, _reading(rule)))


def _reading(rule: Rule) -> Callable[[str], str]:
    """How a rule reads a text."""
    return normalise if rule.spaced else unquoted if rule.quoted else closed


def _around_the_clock(library: Library) -> bool:
    """Whether 12356 answers at all hours in the school's region (rule SM16)."""
    hotline = library.hotlines.get("12356")
    hours = hotline.hours_region.get(library.school.region or "") if hotline else None
    return bool(hotline and (hotline.always or (hours and "24" in hours.zh)))


def _rule(rule: Rule, passage: Passage) -> Iterator[Diagnostic]:
    if (passage.quoted and not rule.quoted) or not rule.applies(passage):
        return
    if rule.severity == "warning" and passage.page and rule.code in passage.page.meta.signed:
        return
    read = _reading(rule)
    search = rule.zh if passage.lang == "zh" else rule.en
    for words in first_match(search, read(passage.text), passage.lang, quoted=rule.quoted):
        yield Diagnostic(rule.code, passage.span, rule.severity, {"words": words})


def _laws(passage: Passage, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    """SM22: a law is cited only if `sources.yml` knows it."""
    text = closed(passage.text)
    if "法" not in text and "条例" not in text:
        return
    named = [n for n in _LAW.findall(text) if n.removeprefix("中华人民共和国") not in known]
    cited = [n for n in _ARTICLE.findall(text) if not n.endswith(known) and n not in {"本法", "本条例", "该法"}]
    for name in dict.fromkeys((*named, *cited)):
        yield Diagnostic("sm22", passage.span, params={"words": name})


def _page(page: Page, found: list[Passage]) -> Iterator[Diagnostic]:
    """SM08 hope and SM20 asking directly are rules about a page as a whole; SM19 about a section."""
    searched = [(" ".join(page.meta.keywords), page.at("keywords"))]
    searched += [(line, page.at(f"asked/{n}")) for n, line in enumerate(page.meta.asked)]
    if page.translation and page.translated:
        file = Span(page.translated.file)
        searched += [(" ".join(page.translation.keywords), file), *((line, file) for line in page.translation.asked)]
    for words, span in searched:
        if names_method(words, danger=page.meta.sensitive):
            yield Diagnostic("sm01", span)
    for lang, body in page.bodies():
        whole = "\n".join(unquoted(p.text) for p in found if p.lang == lang)
        if page.meta.sensitive and _SPEAKS.search(whole):
            if not _HOPE.search(whole):
                yield Diagnostic("sm08", Span(body.file), params={"lang": lang})
            signed = page.meta.kind not in ADULT_KINDS or "sm20" in page.meta.signed
            if not signed and not _ASK.search(whole):
                yield Diagnostic("sm20", Span(body.file), "warning", {"lang": lang})
        for section in body.sections:
            yield from _scale(section, body)


def _scale(section: b.Section, body: Body) -> Iterator[Diagnostic]:
    """SM19: the name of a scale together with a list of its items."""
    lists = [block for block in walk(section.blocks) if isinstance(block, b.ListBlock)]
    items = [block for block in lists if block.ordered and len(block.items) >= SCALE_ITEMS]
    if items and _SCALE.search("\n".join(normalise(b.plain(run.content)) for run in runs(section.blocks))):
        yield from (Diagnostic("sm19", block.span or Span(body.file)) for block in items)
