"""Finds the words of a rule in a text, unless what stands around them lifts it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.wording.rule import Search
from generator.checks.wording.text import lowered, quotations, sentences
from generator.model.record import Lang

# Where a clause ends: who does it stands in the same one.
_CLAUSE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"[,;:。]|——"),
    "en": re.compile(r"[,;:]|\.(?= )|—|–| - "),
}
# Where, within a clause, a negation ends to reach the words that follow.
_TURN: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(r"(?<!不)但|却|反而|就(?![诊医此近是])"),
    "en": re.compile(r"\bbut\b", re.IGNORECASE),
}
# Around a quotation: it is shown as what is not to be said.
_UNSAID_BEFORE: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:(?<!特)别|不要?|避免|少|忌|不该|不能|不应|先不|莫)[^。“”]{0,8}?[说讲劝写用叫喊称贴问答应承诺]|不是|而不是|误会|伤人|删去|换掉"
    ),
    "en": re.compile(
        r"(?:\bnot|n't|\bnever|\bno|\bavoid|\binstead of|\brather than|\bwithout|\bleave out|\bdrop|\bcross out)\b[^.“”]{0,30}$",
        re.IGNORECASE,
    ),
}
_UNSAID_AFTER: dict[Lang, re.Pattern[str]] = {
    "zh": re.compile(
        r"^[^。]{0,16}?(?:(?:这样|这类|这种|之类|这些)的?(?:话|词|说法|字眼|标签|承诺)|换成|改成|改为|改说|不说|不写|不要|别|帮不上|没有用|伤人|会让|不对|都不|不用)"
    ),
    "en": re.compile(
        r"^[^.]{0,24}?(?:\binstead\b|\bhurts?\b|\b(?:does|do|will|is|are)(?: not|n't)\b|\bnever\b|\blabels?\b|\bwrong\b|\bunhelpful\b|\bshuts?\b)",
        re.IGNORECASE,
    ),
}
_AFTER, _AROUND, _TITLE = 60, 200, 40


def first_match(search: Search, text: str, lang: Lang, *, quoted: bool) -> Iterator[str]:
    """The first words of each sentence that the rule finds; `quoted` where quoting does not lift it."""
    if not may_hold(search, text):
        return
    for sentence in sentences(text, lang):
        marks: list[tuple[int, int]] | None = None
        for found in search.words.finditer(sentence):
            if _lifted(search, sentence, found, lang):
                continue
            if not quoted:
                marks = quotations(sentence) if marks is None else marks
                if _unsaid(sentence, found, lang, marks):
                    continue
            yield found[0].strip()
            break


def may_hold(search: Search, text: str) -> bool:
    """Whether a text has the words of the rule anywhere, lifted or not."""
    if search.hints and not search.hints.search(lowered(text)):
        return False
    return search.words.search(text) is not None


def _lifted(search: Search, sentence: str, found: re.Match[str], lang: Lang) -> bool:
    """Whether the words lack their subject, or a negation, a doctor or an exception stands where it counts."""
    start, end = found.span()
    before = sentence[max(0, start - search.reach) : start]
    clause = _CLAUSE[lang].split(before)[-1]
    if search.near and not search.near.search(clause):
        return True
    if search.before and search.before.search(_TURN[lang].split(clause)[-1]):
        return True
    if search.after and search.after.search(sentence[end : end + _AFTER]):
        return True
    around = sentence[max(0, start - _AROUND) : end + _AROUND]
    return bool(search.anywhere and search.anywhere.search(around))


def _unsaid(sentence: str, found: re.Match[str], lang: Lang, marks: list[tuple[int, int]]) -> bool:
    """Whether the words stand in a quotation that is shown as what is not to be said."""
    for opening, closing in marks:
        if opening <= found.start() and found.end() <= closing + 1:
            before = sentence[max(0, opening - _TITLE) : opening]
            after = sentence[closing + 1 : closing + 1 + _TITLE]
            return bool(_UNSAID_BEFORE[lang].search(before) or _UNSAID_AFTER[lang].search(after))
    return False
