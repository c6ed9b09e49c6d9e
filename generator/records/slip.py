"""Completion slips as schools get them: a file or a code, checked, as a record or as diagnostics. Format: docs/formats/slip.md."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, ValidationError

from generator.model.diagnostic import Diagnostic, Span
from generator.model.record import Id, PageId, Record
from generator.records.exam.codes import Codes, Joined

MOST_TEXT = 1_000_000  # characters of a file or of pasted text
MOST_JSON = 500_000  # bytes a code may unpack to
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Unit = Annotated[str, Field(pattern=r"^[A-Z]{1,2}\d\.\d{1,2}$")]


class _Strict(Record):
    """A record that takes no value for another: no text for a number, no number for yes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class SlipQuiz(_Strict):
    """The best attempt of a quiz: points of how many, whether it passed, how often it was tried."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9/-]*$", max_length=120)]
    points: Annotated[int, Field(ge=0, le=10_000)]
    of: Annotated[int, Field(ge=1, le=10_000)]
    passed: bool
    attempts: Annotated[int, Field(ge=1, le=100_000)]


class SlipUnit(_Strict):
    """A finished unit; `finished` is the day by the learner's own clock."""

    id: PageId
    code: Unit
    minutes: Annotated[int, Field(ge=1, le=240)]
    finished: Day
    quizzes: Annotated[list[SlipQuiz], Field(max_length=20)]


class Slip(_Strict):
    """A slip, version 1. `class_hour` is the length of one class hour in minutes; `id` is unlike any other slip's."""

    format: Literal["xinyu-slip"]
    version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[0-9a-z]{8,32}$")]
    date: Day
    name: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    role: Id | None = None
    course: PageId
    class_hour: Annotated[int, Field(ge=30, le=90)]
    minutes: Annotated[int, Field(ge=1, le=100_000)]
    mode: Literal["self-study"]
    units: Annotated[list[SlipUnit], Field(min_length=1, max_length=500)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def read_slip(data: bytes, name: str) -> tuple[Slip | None, tuple[Diagnostic, ...]]:
    """The slip in a file's bytes (JSON, or a text with its code), or what is wrong with it. `name` is said in reports."""
    span = Span(name)
    try:
        text = data[: 4 * MOST_TEXT + 1].decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, (Diagnostic("slip-unreadable", span),)
    if len(text) > MOST_TEXT:
        return None, (Diagnostic("slip-unreadable", span),)
    if not text.lstrip().startswith("{"):
        unpacked, problems = _of_code(text, span)
        if unpacked is None:
            return None, problems
        text = unpacked
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_refuse)
    except (ValueError, RecursionError):
        return None, (Diagnostic("slip-unreadable", span),)
    return _slip(found, span)


def canonical(value: Any) -> str:
    """RFC 8785 for what a slip holds (whole numbers, texts), as `assets/src/record/json.ts` writes it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def schema_text() -> str:
    """The JSON Schema of a slip, as it stands in `assets/schema/slip-1.schema.json`."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Slip.model_json_schema(mode="validation")}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _slip(found: Any, span: Span) -> tuple[Slip | None, tuple[Diagnostic, ...]]:
    if not isinstance(found, dict) or found.get("format") != "xinyu-slip":
        return None, (Diagnostic("slip-unreadable", span),)
    version = found.get("version")
    if version != 1 or isinstance(version, bool):
        return None, (Diagnostic("slip-version", span, params={"version": str(version)[:20]}),)
    try:
        slip = Slip.model_validate(found)
    except ValidationError as problem:
        fields = [".".join(str(part) for part in error["loc"]) for error in problem.errors()[:20]]
        return None, tuple(Diagnostic("slip-field", span, params={"field": f[:80]}) for f in dict.fromkeys(fields))
    problems = [Diagnostic("slip-field", span, params={"field": f}) for f in _untrue(slip)]
    body = {key: value for key, value in found.items() if key != "sha256"}
    try:
        seal = hashlib.sha256(canonical(body).encode()).hexdigest()
    except UnicodeEncodeError:  # half of a character
        seal = ""
    if seal != slip.sha256:
        problems.append(Diagnostic("slip-changed", span))
    return (None if problems else slip), tuple(problems)


def _untrue(slip: Slip) -> list[str]:
    """Fields that contradict each other or the calendar."""
    out = ["minutes"] if sum(u.minutes for u in slip.units) != slip.minutes else []
    if len({u.id for u in slip.units}) < len(slip.units):
        out.append("units")
    days = {"date": slip.date, **{f"units.{i}.finished": u.finished for i, u in enumerate(slip.units)}}
    out += [field for field, day in days.items() if not _is_day(day)]
    out += [f"units.{i}.quizzes" for i, u in enumerate(slip.units) if any(q.points > q.of for q in u.quizzes)]
    return out


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _of_code(text: str, span: Span) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The JSON inside a text code."""
    codes = Codes()
    codes.read(text)
    sets = list(codes.joined())
    whole = [data for joined in sets if (data := _unpack(joined)) is not None]
    if whole:
        return whole[0], ()
    damaged = tuple(Diagnostic("slip-damaged", span, params={"start": start}) for start in codes.damaged[:20])
    missing = tuple(
        Diagnostic("slip-incomplete", span, params={"missing": ", ".join(map(str, s.missing[:20])), "of": str(s.of)})
        for s in sets
        if s.missing
    )
    return None, (*damaged, *missing) or (Diagnostic("slip-unreadable", span),)


def _unpack(joined: Joined) -> str | None:
    if joined.data is None:
        return None
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflate.decompress(joined.data, MOST_JSON)
        return data.decode() if inflate.eof else None
    except (zlib.error, UnicodeDecodeError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which no name comes twice: what was hashed must be what is read."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _refuse(text: str) -> Any:
    raise ValueError(text)
