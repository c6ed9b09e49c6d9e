"""All words the program says: diagnostics and interface, in Chinese and English, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Message:
    """The words of a diagnostic: what is wrong, why it matters, how to mend it."""

    what: str
    why: str
    fix: str


@cache
def _read(name: str) -> dict[str, Any]:
    text = (files("generator.messages") / name).read_text("utf-8")
    data = yaml.load(text, Loader=yaml.CSafeLoader)
    assert isinstance(data, dict)
    return data


@cache
def catalogue(lang: str) -> Mapping[str, Message]:
    """Every diagnostic's words by code."""
    return {code: Message(**words[lang]) for code, words in _read("diagnostics.yml").items()}


def fill(text: str, params: Mapping[str, str], lang: str) -> str:
    """`text` with its `{fields}` filled; a value that names a string of the interface is said in `lang`."""
    return text.format_map({name: _said(value, lang) for name, value in params.items()})


def _said(value: str, lang: str) -> str:
    key, _, number = value.partition(":")
    words = interface(lang).get(key) if key.startswith("want-") else None
    return words.replace("{n}", number) if words else value


@cache
def interface(lang: str) -> Mapping[str, str]:
    """Every interface string by key."""
    return {key: words[lang] for key, words in _read("interface.yml").items()}
