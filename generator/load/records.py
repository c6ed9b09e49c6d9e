"""Plain data into frozen records: every refusal becomes a diagnostic at the author's line."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.load.located import Located, Path
from generator.model.diagnostic import Diagnostic
from generator.model.suggest import nearest

_LIST, _MAPPING, _WHOLE, _NUMBER, _BOOL, _DATE = (
    "want-list",
    "want-mapping",
    "want-whole",
    "want-number",
    "want-bool",
    "want-date",
)
# pydantic's error type -> what was wanted
_FORMS = {
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _MAPPING),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), _WHOLE),
    **dict.fromkeys(("float_type", "float_parsing"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _BOOL),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _DATE),
    "string_type": "want-text",
}
# pydantic's error type -> what was wanted, and where pydantic keeps the limit
_LIMITS = {
    "greater_than_equal": ("want-at-least", "ge"),
    "less_than_equal": ("want-at-most", "le"),
    "string_pattern_mismatch": ("want-pattern", "pattern"),
    "string_too_long": ("want-chars-at-most", "max_length"),
    "string_too_short": ("want-chars-at-least", "min_length"),
    "too_short": ("want-items-at-least", "min_length"),
    "too_long": ("want-items-at-most", "max_length"),
}
R = TypeVar("R", bound=BaseModel)


def validate(model: type[R], source: Located, at: Path = ()) -> tuple[R | None, list[Diagnostic]]:
    """The record at path `at` of `source`, or None and everything that is wrong with it."""
    data = source.data
    for step in at:
        data = data[step]
    if not isinstance(data, dict):
        wanted = Diagnostic("field-type", source.span(at), params={"field": _name(at), "wanted": "want-mapping"})
        return None, [wanted]
    try:
        return model.model_validate(data), []
    except ValidationError as refused:
        details = refused.errors(include_url=False, include_context=True)
        return None, [_diagnostic(model, source, at, d) for d in details if not _follows(d, details)]


def _follows(error: ErrorDetails, others: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because its entries were refused, each with an error of its own."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(o["loc"][: len(loc)] == loc and o is not error for o in others)


def _diagnostic(model: type[BaseModel], source: Located, at: Path, error: ErrorDetails) -> Diagnostic:
    path, models = _walk(model, source, at, error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        name = str(error["loc"][-1])
        known = {f.alias or n for m in models for n, f in m.model_fields.items()} - {name}
        span = source.span((*path, name) if not path or path[-1] != name else path, key=True)
        return Diagnostic("field-unknown", span, params={"field": name}, suggestion=nearest(name, known))
    if kind == "missing":
        name = str(error["loc"][-1])
        return Diagnostic("field-missing", source.span(path), params={"field": name})
    context = error.get("ctx", {})
    discriminator = str(context.get("discriminator", "")).strip("'")
    if kind == "union_tag_not_found":
        return Diagnostic("field-missing", source.span(path), params={"field": discriminator})
    if kind == "union_tag_invalid":
        path, error["input"] = (*path, discriminator), context["tag"]
    value = error.get("input", "")
    given = str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
    params = {"field": _name(path), "given": given[:60], "wanted": _wanted(kind, context, error["msg"])}
    expected = str(context.get("expected", context.get("expected_tags", "")))
    if expected:
        words = [w.strip(" '") for w in expected.replace(" or ", ",").split(",")]
        params["wanted"] = " / ".join(words)
        return Diagnostic("field-value", source.span(path), params=params, suggestion=nearest(given, words))
    form = kind.endswith(("_type", "_parsing")) and not kind.startswith("date")  # a date has a form, but no other type
    code = "field-type" if form else "field-value"
    return Diagnostic(code, source.span(path), params=params)


def _wanted(kind: str, context: Mapping[str, Any], message: str) -> str:
    """What pydantic asks for, as a key of the interface catalogue with its number or pattern."""
    if kind in _FORMS:
        return _FORMS[kind]
    if kind in _LIMITS:
        key, name = _LIMITS[kind]
        return f"{key}:{context[name]}"
    return message.removeprefix("Value error, ")


def _walk(
    model: type[BaseModel], source: Located, at: Path, loc: tuple[int | str, ...]
) -> tuple[Path, list[type[BaseModel]]]:
    """The path in the data that a pydantic location means (it names union members too), and the models there."""
    data: Any = source.data
    for step in at:
        data = data[step]
    path: list[str | int] = list(at)
    models: list[type[BaseModel]] = [model]
    for step in loc:
        inside_map = isinstance(data, dict) and step in data
        inside_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not (inside_map or inside_list):
            continue
        if inside_map:
            models = _field_models(models, str(step)) or models
        data = data[step]
        path.append(step)
    return tuple(path), models


def _field_models(models: list[type[BaseModel]], name: str) -> list[type[BaseModel]]:
    out: list[type[BaseModel]] = []
    for model in models:
        for field_name, info in model.model_fields.items():
            if (info.alias or field_name) == name:
                out.extend(_models_in(info.annotation))
    return out


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [m for arg in typing.get_args(annotation) for m in _models_in(arg)]


def _name(path: Path) -> str:
    return ".".join(str(p) for p in path) or "-"
