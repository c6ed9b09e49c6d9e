"""Sealed exams: banks that can fill every paper, keys that can seal, nothing shown in practice before."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from generator.model import blocks as b
from generator.model.diagnostic import Diagnostic
from generator.model.exam import CONTROLS, BlueprintGroup, folded_passcode
from generator.model.library import Library
from generator.model.page import Page
from generator.model.question import Question, Quiz, texts_of
from generator.model.suggest import nearest
from generator.pages.exam import ExamMeta, exam_banks, exam_families

CODES = (
    "exam-bank-unknown",
    "exam-bank-open",
    "exam-salt",
    "exam-short",
    "exam-outcome-twice",
    "exam-item-type",
    "exam-item-unplaced",
    "exam-item-practice",
    "exam-item-translation",
    "exam-family-mixed",
    "exam-critical",
    "exam-forms",
    "exam-key-unknown",
    "exam-key-invalid",
    "exam-key-old",
    "exam-passcode",
)

PASSCODE_LEAST = 12  # letters and digits: 60 bits where they are drawn from 32 signs, out of reach with scrypt
KEY_BYTES = 32
_ASKED = frozenset({"stem", "text", "left", "right", "unit"})  # fields whose words are on a paper
# Points of small order: anyone could open what is sealed with them (RFC 7748, section 6.1).
_LOW_ORDER = frozenset(
    bytes.fromhex(x)
    for x in (
        "00" * 32,
        "01" + "00" * 31,
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ec" + "ff" * 30 + "7f",
        "ed" + "ff" * 30 + "7f",
        "ee" + "ff" * 30 + "7f",
    )
)


def check_exams(library: Library) -> Iterator[Diagnostic]:
    """Faults of banks, keys and exam pages."""
    practised = _stems(library)
    for key, quiz in library.quizzes.items():
        if quiz.sealed:
            yield from _bank(key, quiz, library, practised)
        elif quiz.salt:
            yield Diagnostic("exam-bank-open", library.span(f"quiz:{key}"), params={"bank": key})
    for identity, exam_key in library.exam_keys.items():
        span = library.span(f"exam_keys:{identity}")
        if public_key(exam_key.public) is None:
            yield Diagnostic("exam-key-invalid", span, params={"key": identity})
        elif exam_key.until and exam_key.until < library.now():
            params = {"key": identity, "until": exam_key.until.isoformat()}
            yield Diagnostic("exam-key-old", span, "warning", params)
    for page in library.of_kind("exam"):
        yield from _exam(page, library)


def public_key(text: str) -> bytes | None:
    """The 32 bytes of a public key in base64, or None where it is none that answers could be sealed with."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    high_bit_off = raw[:-1] + bytes([raw[-1] & 0x7F]) if raw else raw
    return raw if len(raw) == KEY_BYTES and high_bit_off not in _LOW_ORDER else None


def _stems(library: Library) -> dict[str, str]:
    """What practice asks, folded, and the question that asks it."""
    return {_folded(i): i.id for q in library.quizzes.values() if not q.sealed for i in q.items}


def _folded(item: Question) -> str:
    return re.sub(r"[\W_]+", "", item.stem.zh).lower()


def _bank(key: str, quiz: Quiz, library: Library, practised: dict[str, str]) -> Iterator[Diagnostic]:
    if not quiz.salt:
        yield Diagnostic("exam-salt", library.span(f"quiz:{key}"), params={"bank": key})
    if quiz.unit or quiz.lecture:
        params = {"id": key, "bank": key}
        yield Diagnostic("exam-item-practice", library.span(f"quiz:{key}"), params=params)
    for item in quiz.items:
        span = library.span(f"question:{item.id}")
        block = item.lower("zh", "")
        if not isinstance(block, b.Item) or block.control not in CONTROLS:
            yield Diagnostic("exam-item-type", span, params={"id": item.id, "type": item.type})
        if _folded(item) in practised:
            params = {"id": practised[_folded(item)], "bank": key}
            yield Diagnostic("exam-item-practice", span, params=params)
        if any(not text.en for path, text in texts_of(item) if path.rsplit("/", 1)[-1] in _ASKED):
            yield Diagnostic("exam-item-translation", span, "warning", {"id": item.id})


def _exam(page: Page, library: Library) -> Iterator[Diagnostic]:
    meta = page.meta
    assert isinstance(meta, ExamMeta)
    for index, name in enumerate(meta.banks):
        bank = library.quizzes.get(name)
        if bank is None:
            known = [k for k, q in library.quizzes.items() if q.sealed]
            span = page.at(f"banks/{index}")
            yield Diagnostic("exam-bank-unknown", span, params={"bank": name}, suggestion=nearest(name, known))
        elif not bank.sealed:
            yield Diagnostic("exam-bank-open", page.at(f"banks/{index}"), params={"bank": name})
    if meta.key is not None and meta.key not in library.exam_keys:
        hint = nearest(meta.key, library.exam_keys)
        yield Diagnostic("exam-key-unknown", page.at("key"), params={"key": meta.key}, suggestion=hint)
    if meta.passcode and len(folded_passcode(library.passcodes.get(meta.id, ""))) < PASSCODE_LEAST:
        params = {"exam": meta.id, "least": str(PASSCODE_LEAST)}
        yield Diagnostic("exam-passcode", page.at("passcode"), params=params)
    banks = exam_banks(meta, library)
    families = exam_families(banks)
    if families and all(bank.sealed for bank in banks):
        yield from _blueprint(page, meta, families, library)


def _blueprint(
    page: Page, meta: ExamMeta, families: dict[str, tuple[Question, ...]], library: Library
) -> Iterator[Diagnostic]:
    owner: dict[str, str] = {}
    for index, group in enumerate(meta.blueprint):
        for outcome in group.outcomes:
            if outcome in owner:
                params = {"outcome": outcome, "group": group.id, "other": owner[outcome]}
                yield Diagnostic("exam-outcome-twice", page.at(f"blueprint/{index}/outcomes"), params=params)
            owner.setdefault(outcome, group.id)
    for name, items in families.items():
        yield from _family(name, items, owner, meta, library)
    for index, name in enumerate(meta.critical):
        if name not in families:
            params = {"family": name}
            hint = nearest(name, families)
            yield Diagnostic("exam-critical", page.at(f"critical/{index}"), params=params, suggestion=hint)
    for index, group in enumerate(meta.blueprint):
        yield from _group(page, index, group, meta, families)
    thin = sorted(name for name, items in families.items() if len(items) < min(meta.forms, 3))
    if thin:
        params = {"count": str(len(thin)), "family": thin[0], "forms": str(meta.forms)}
        yield Diagnostic("exam-forms", page.at("forms"), "warning", params)


def _family(
    name: str, items: tuple[Question, ...], owner: dict[str, str], meta: ExamMeta, library: Library
) -> Iterator[Diagnostic]:
    groups = [owner.get(i.outcomes[0]) if i.outcomes else None for i in items]
    for item, group in zip(items, groups, strict=True):
        span = library.span(f"question:{item.id}")
        if group is None:
            yield Diagnostic("exam-item-unplaced", span, params={"id": item.id, "exam": meta.id})
        elif group != groups[0] or item.critical != items[0].critical:
            yield Diagnostic("exam-family-mixed", span, params={"id": item.id, "family": name})
    if items[0].critical != (name in meta.critical):
        yield Diagnostic("exam-critical", library.span(f"question:{items[0].id}"), params={"family": name})


def _group(
    page: Page, index: int, group: BlueprintGroup, meta: ExamMeta, families: dict[str, tuple[Question, ...]]
) -> Iterator[Diagnostic]:
    own = [n for n, items in families.items() if items[0].outcomes and items[0].outcomes[0] in group.outcomes]
    must = sum(name in meta.critical for name in own)
    if len(own) < group.items or must > group.items:
        params = {"group": group.id, "items": str(group.items), "families": str(len(own)), "critical": str(must)}
        yield Diagnostic("exam-short", page.at(f"blueprint/{index}/items"), params=params)
