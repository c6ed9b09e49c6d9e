"""Adds a unit to a course's `core:` list by one exact edit, proved by reading the page again."""

from __future__ import annotations

import re
from typing import Any

from generator.load.located import parse_yaml

_FLOW = re.compile(r"^(core:\s*\[)([^\[\]#]*?)(,?\s*\])(\s*(?:#.*)?)$")
_BLOCK = re.compile(r"^(core:)\s*(?:#.*)?$")
_ITEM = re.compile(r"^(\s*-\s+)\S")


def list_unit(text: str, unit: str) -> str | None:
    """`text` of a course page with `unit` last in `core:`, every other character kept; None where that is not sure."""
    lines = text.split("\n")
    before = _front(text)
    if before is None or not isinstance(before.get("core", []), list):
        return None
    for number, line in enumerate(lines):
        bare = line.removesuffix("\r")
        end = line[len(bare) :]
        if flow := _FLOW.match(bare):
            inner = f"{flow[2]}, {unit}" if flow[2].strip() else unit
            edited = [*lines[:number], f"{flow[1]}{inner}]{flow[4]}{end}", *lines[number + 1 :]]
            return _proved("\n".join(edited), before, unit)
        if _BLOCK.match(bare):
            last, lead = number, "  - "
            while last + 1 < len(lines) and (item := _ITEM.match(lines[last + 1])):
                last, lead = last + 1, item[1]
            edited = [*lines[: last + 1], f"{lead}{unit}{end}", *lines[last + 1 :]]
            return _proved("\n".join(edited), before, unit)
    return None


def _proved(text: str, before: dict[str, Any], unit: str) -> str | None:
    """`text` if its front matter differs from `before` by the one unit and by nothing else."""
    wanted = {**before, "core": [*before.get("core", []), unit]}
    return text if _front(text) == wanted else None


def _front(text: str) -> dict[str, Any] | None:
    """The front matter as data, or None where it cannot be read without a complaint."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != "---":
        return None
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        return None
    located, problems = parse_yaml("\n".join(lines[1:end]), "")
    if located is None or problems or not isinstance(located.data, dict):
        return None
    return located.data
