"""JSON Schemas of every file an author writes, made from the same records that load it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from generator.load.config import LISTS
from generator.model.config import School, Site
from generator.model.mandate import MandateFile
from generator.model.page import TranslationMeta
from generator.pages import PAGE_KINDS
from generator.questions import QuizFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Schema texts by name: `school`, `bands`, ..., `quiz`, `front-matter` and one `page-KIND` for each kind."""
    out: dict[str, dict[str, Any]] = {
        "school": _schema(School),
        "site": _schema(Site),
        "mandates": _schema(MandateFile),
        "quiz": _schema(QuizFile),
        "translation": _schema(TranslationMeta),
    }
    for file, (key, model, _) in LISTS.items():
        name = file.removesuffix(".yml").replace("/", "-")
        out[name] = _list(key, _schema(model))
    for kind in PAGE_KINDS.values():
        out[f"page-{kind.name}"] = _schema(kind.meta)
    out["front-matter"] = {"oneOf": [{"$ref": f"page-{name}.json"} for name in PAGE_KINDS]}
    return {name: _text(name, schema) for name, schema in sorted(out.items())}


def _schema(model: Any) -> dict[str, Any]:
    return TypeAdapter(model).json_schema(by_alias=True)


def _list(key: str, item: dict[str, Any]) -> dict[str, Any]:
    shared = item.pop("$defs", {})
    return {
        "type": "object",
        "properties": {key: {"type": "array", "items": item}},
        "required": [key],
        "additionalProperties": False,
        "$defs": shared,
    }


def _text(name: str, schema: dict[str, Any]) -> str:
    whole = {"$schema": DIALECT, "title": name, **{k: v for k, v in schema.items() if k != "title"}}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
