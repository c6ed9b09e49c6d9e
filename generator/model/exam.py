"""A sealed exam: its blueprint, the papers drawn from its banks, and papers without any key for the page.

What a paper shows is numbered by place: no id, no order and no hash of the source is on it. Which place is which
option depends on the banks' `salt`, so whoever knows this code and the page still knows nothing of the key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Annotated, Any

from pydantic import Field

from generator.model import blocks as b
from generator.model.question import Question
from generator.model.record import Id, Lang, Record, Text

CONTROLS = frozenset({"one", "many", "order", "match", "fill", "number", "cloze"})  # what can be right or wrong
SHOWN_OPTIONS = frozenset({"one", "many", "order", "match"})  # controls whose options are asked; a number's are its key
FIXED = frozenset({"truefalse"})  # types whose options keep their places


class BlueprintGroup(Record):
    """A part of every paper: `items` questions, each of another family, whose first outcome is one of these."""

    id: Id
    title: Text
    outcomes: tuple[Id, ...] = Field(min_length=1)
    items: Annotated[int, Field(ge=1, le=60)]


class ExamKey(Record):
    """A public key that answers are sealed with: 32 bytes in base64. After `until` no exam should use it."""

    id: Id
    public: str
    until: date | None = None


def folded_passcode(text: str) -> str:
    """A passcode as it is used: capital ASCII letters and digits, whatever stands between them left out."""
    half = (chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else c for c in text)
    return "".join(c.upper() for c in half if c.isascii() and c.isalnum())


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam with the items of its banks; `families` are the items by family, in the order of the sources."""

    id: str
    forms: int
    blueprint: tuple[BlueprintGroup, ...]
    critical: tuple[str, ...]
    pass_share: float
    families: Mapping[str, tuple[Question, ...]]
    salt: str

    @property
    def length(self) -> int:
        """Items on a paper."""
        return sum(g.items for g in self.blueprint)

    @property
    def pass_count(self) -> int:
        """Items that must be right, rounded up."""
        return ceil(Fraction(str(self.pass_share)) * self.length)

    def group_of(self, family: str) -> BlueprintGroup | None:
        """The group that the first outcome of the family's first item names."""
        first = self.families[family][0].outcomes[:1]
        return next((g for g in self.blueprint if first and first[0] in g.outcomes), None)

    def chance(self, *parts: object) -> bytes:
        """32 bytes that only who has the salt can know; parts are kept apart."""
        text = json.dumps([self.id, *map(str, parts)], ensure_ascii=True)
        return hmac.new(self.salt.encode(), text.encode(), hashlib.sha256).digest()


@dataclass(frozen=True, slots=True)
class Place:
    """A question's place on a paper. `options`, `right` and each gap's list hold source ids in the order shown."""

    question: Question
    group: str
    family: str
    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    gaps: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One of an exam's papers, with the way back from places to the sources' ids."""

    exam: str
    form: int
    places: tuple[Place, ...]


def draw_papers(exam: Exam) -> tuple[Paper, ...]:
    """All papers of an exam; as many papers in a row as a family has items share no item of it."""
    return tuple(_draw(exam, form) for form in range(exam.forms))


def _draw(exam: Exam, form: int) -> Paper:
    drawn: list[Place] = []
    for group in exam.blueprint:
        names = sorted((f for f in exam.families if exam.group_of(f) is group), key=lambda f: exam.chance("family", f))
        must = [f for f in names if f in exam.critical]
        rest = [f for f in names if f not in exam.critical]
        need = group.items - len(must)
        turned = [rest[(form * need + i) % len(rest)] for i in range(need)] if rest else []
        drawn.extend(_place(exam, form, group.id, f) for f in (*must, *turned))
    drawn.sort(key=lambda p: exam.chance("place", form, p.question.id))
    return Paper(exam.id, form, tuple(drawn))


def _place(exam: Exam, form: int, group: str, family: str) -> Place:
    members = sorted(exam.families[family], key=lambda q: exam.chance("member", q.id))
    block, turn = divmod(form, len(members))
    start = int.from_bytes(exam.chance("start", family, block), "big")
    question = members[(start + turn) % len(members)]
    item = question.lower("zh", "")
    assert isinstance(item, b.Item)

    def mixed(options: Sequence[b.Option], what: str) -> tuple[str, ...]:
        ids = [o.id for o in options]
        if question.type in FIXED:
            return tuple(ids)
        return tuple(sorted(ids, key=lambda o: exam.chance("option", form, question.id, what, o)))

    gaps = tuple((g.id, mixed(g.options, f"gap {g.id}")) for g in item.gaps)
    return Place(question, group, family, mixed(item.options, "left"), mixed(item.right, "right"), gaps)


def keyless(paper: Paper, lang: Lang) -> tuple[b.Item, ...]:
    """The paper's questions for anyone's eyes: only what is asked, every id replaced by its place from 1."""
    return tuple(_keyless(place, number, lang) for number, place in enumerate(paper.places, 1))


def _keyless(place: Place, number: int, lang: Lang) -> b.Item:
    item = place.question.lower(lang, "")
    assert isinstance(item, b.Item)
    text, gaps = item.text, []
    for index, (gap, order) in enumerate(place.gaps, 1):
        source = next(g for g in item.gaps if g.id == gap)
        text = text.replace(f"__{gap}__", f"__\x00{index}__")
        gaps.append(b.Gap(str(index), _numbered(source.options, order)))
    # A new block, field by field: what a type may add to its item later stays off the paper.
    return b.Item(
        id=f"q{number}",
        type=item.type,
        control=item.control,
        stem=item.stem,
        options=_numbered(item.options, place.options) if item.control in SHOWN_OPTIONS else (),
        right=_numbered(item.right, place.right) if item.control == "match" else (),
        text=text.replace("\x00", ""),
        unit=item.unit,
        gaps=tuple(gaps),
    )


def _numbered(options: Sequence[b.Option], order: tuple[str, ...]) -> tuple[b.Option, ...]:
    texts = {o.id: o.text for o in options}
    return tuple(b.Option(str(n), texts[o]) for n, o in enumerate(order, 1))


def paper_hash(paper: Paper, lang: Lang) -> str:
    """SHA-256 in hex of all that is asked on the paper in `lang`, in its order. There is no key in it."""
    items = [
        {
            "type": i.type,
            "stem": i.stem,
            "text": i.text,
            "unit": i.unit,
            "options": [o.text for o in i.options],
            "right": [o.text for o in i.right],
            "gaps": [[o.text for o in g.options] for g in i.gaps],
        }
        for i in keyless(paper, lang)
    ]
    return hashlib.sha256(_canonical(["xinyu-paper", 1, paper.exam, lang, paper.form, items])).hexdigest()


def commitment(exam: Exam) -> str:
    """A hash that binds the school to the answer key of all its families; without the salt nobody can try keys on it."""
    keys = [[q.id, q.type, q.key()] for f in sorted(exam.families) for q in exam.families[f]]
    return hmac.new(exam.salt.encode(), _canonical(["xinyu-key", 1, exam.id, keys]), hashlib.sha256).hexdigest()


def source_answer(place: Place, given: object) -> object:
    """What was answered by places (JSON from anywhere) in the ids of the source, as `Question.grade` wants it.

    Whatever does not fit becomes something that no key holds.
    """
    match place.question.type:
        case "single":
            return _source_id(given, place.options)
        case "truefalse":
            return {"true": True, "false": False}.get(_source_id(given, place.options))
        case "multiple":
            return sorted({_source_id(x, place.options) for x in given}) if isinstance(given, list) else None
        case "order":
            return [_source_id(x, place.options) for x in given] if isinstance(given, list) else None
        case "match":
            return _source_map(given, place.options, dict.fromkeys(place.options, place.right))
        case "cloze":
            return _source_map(given, tuple(g for g, _ in place.gaps), dict(place.gaps))
        case _:
            return given


def _source_id(given: object, ids: tuple[str, ...]) -> str:
    """The id at a place written as `"3"`; a word that is no id where there is no such place."""
    if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) <= 2 and given[0] != "0":
        place = int(given)
        return ids[place - 1] if place <= len(ids) else "?"
    return "?"


def _source_map(given: object, left: tuple[str, ...], right: Mapping[str, tuple[str, ...]]) -> object:
    if not isinstance(given, dict):
        return None
    out: dict[str, Any] = {}
    for key, value in given.items():
        side = _source_id(key, left)
        out[side] = _source_id(value, right.get(side, ()))
    return out


def _canonical(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def without_key(item: b.Item) -> bool:
    """Whether a block says nothing of its key: what outputs may ask before they write one."""
    bare = replace(item, options=(), right=(), gaps=(), stem="", text="", unit="")
    options = [*item.options, *item.right, *(o for g in item.gaps for o in g.options)]
    empty = b.Item(id=item.id, type=item.type, control=item.control, stem="")
    if options and item.control not in SHOWN_OPTIONS | {"cloze"}:
        return False
    return (
        bare == empty and not any(o.correct or o.feedback for o in options) and not any(g.accepted for g in item.gaps)
    )
