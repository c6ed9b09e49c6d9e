"""Turns text into search terms: the twin of `assets/src/tokens.ts`.

`tests/cases/search/vectors.json` holds both to one answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from typing import NamedTuple

from generator.outputs.site.search.words import ALIKE, FOLD

_FOLD: dict[int, str | None] = {ord(old): new for old, new in zip(FOLD[::2], FOLD[1::2], strict=True)}
_FOLD |= dict.fromkeys(range(0x300, 0x370))  # drop accents: dān xīn -> dan xin
_RUN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af]+|[a-z0-9]+(?:['\u2019][a-z0-9]+)*")
_FOLDED = re.compile(f"[{FOLD[::2]}\u0300-\u036f]")
# All but common Han characters that are not folded, ASCII, and the marks of Chinese prose.
_UNUSUAL = re.compile(f"[^\x00-\x7f\u4e00-\u9fff，。、；：？！“”‘’（）《》〈〉【】—…·～]|[{FOLD[::2]}]")
_ALIKE = dict(zip(ALIKE.split()[::2], ALIKE.split()[1::2], strict=True))
_VOWEL = re.compile("[aeiouy]")


def normalise(text: str) -> str:
    """Full to half width, lower case, without accents, traditional to simplified."""
    if not _UNUSUAL.search(text):  # nearly all prose: folding would change marks between words alone
        return text.lower()
    text = unicodedata.normalize("NFKD", text).lower()
    return text.translate(_FOLD) if _FOLDED.search(text) else text


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of an English word, or of the word it is another form of (`mum`, `slept`)."""
    cut = cut_stem(word)
    return _ALIKE.get(cut, cut)


def cut_stem(word: str) -> str:
    """Cut a light English stem: plural, -ing, -ed, final e and y. Never shorter than two letters."""
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "shes", "ches", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    cut = 0
    if word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("ing") and len(word) > 5:
        cut = 3
    elif word.endswith("ed") and not word.endswith("eed") and len(word) > 4:
        cut = 2
    if cut and _VOWEL.search(word[:-cut]):
        word = word[:-cut]
        if word[-1] == word[-2] and word[-1] not in "lsz":
            word = word[:-1]
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word


def runs(text: str) -> list[str]:
    """List the runs of Han characters and the stemmed words, in order."""
    return [
        run if run[0] > "\u2fff" else stem(run.replace("'", "").replace("\u2019", ""))
        for run in _RUN.findall(normalise(text))
    ]


def tokens(text: str) -> list[str]:
    """Index terms: bigrams of each Han run (a lone character stays alone), and words."""
    return join_tokens(runs(text))


def join_tokens(parts: Iterable[str]) -> list[str]:
    """Terms of runs that are already there."""
    out: list[str] = []
    for run in parts:
        if run[0] > "\u2fff" and len(run) > 1:
            out.extend(map(add, run, run[1:]))
        else:
            out.append(run)
    return out


def atoms(text: str) -> list[str]:
    """Single Han characters and words: the unit in which phrases are compared."""
    return split_atoms(runs(text))


def split_atoms(parts: Iterable[str]) -> list[str]:
    """Atoms of runs that are already there."""
    out: list[str] = []
    for run in parts:
        if run[0] > "\u2fff":
            out.extend(run)
        else:
            out.append(run)
    return out


class Piece(NamedTuple):
    """One Han character or one word of a query. Han characters of one unbroken run share `run`."""

    text: str
    word: str
    """As typed: not stemmed."""
    run: int
    han: bool


def pieces(text: str) -> list[Piece]:
    """A query's characters and words, in order."""
    out: list[Piece] = []
    for number, found in enumerate(_RUN.findall(normalise(text)), 1):
        if found[0] > "\u2fff":
            out.extend(Piece(char, char, number, True) for char in found)
        else:
            word = found.replace("'", "").replace("\u2019", "")
            out.append(Piece(stem(word), word, number, False))
    return out


def hash_term(term: str) -> int:
    """FNV-1a over code points, folded; chooses the shard and hides the danger words."""
    value = 2166136261
    for char in term:
        value = ((value ^ ord(char)) * 16777619) & 0xFFFFFFFF
    return value ^ (value >> 15)
