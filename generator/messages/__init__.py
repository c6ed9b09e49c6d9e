"""All words the program says: diagnostics and interface, in Chinese and English, as data."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
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
    """The words of a file; as JSON beside our compiled modules reading them takes a twentieth of the time."""
    here = Path(__file__).parent
    source, beside = (here / name).read_bytes(), here / "__pycache__" / f"{name}.json"
    mark = hashlib.blake2b(source, digest_size=16).hexdigest()
    with suppress(OSError, ValueError):  # a damaged file is as good as none
        held = json.loads(beside.read_bytes())
        if isinstance(held, dict) and held.get("mark") == mark and isinstance(held.get("words"), dict):
            return dict(held["words"])
    words = yaml.load(source, Loader=yaml.CSafeLoader)
    assert isinstance(words, dict)
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # an installation that is not ours to write to
            aside = beside.with_suffix(f".{os.getpid()}")
            aside.write_text(json.dumps({"mark": mark, "words": words}, ensure_ascii=False), "utf-8")
            aside.replace(beside)
    return words


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
