"""What pages become as neutral blocks: a folder per case in `tests/cases/compile`, rewritten with `--update`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest
from building import case_documents, hold_to

CASES = Path(__file__).resolve().parent.parent / "cases" / "compile"


def outline(node: Any, indent: str = "") -> Iterator[str]:
    """A tree as text, a line per node: what is plain on the node's line, what is inside below it."""
    if isinstance(node, tuple):
        for inner in node:
            yield from outline(inner, indent)
        return
    if not hasattr(node, "__dataclass_fields__"):
        yield f"{indent}{node!r}"
        return
    line, below = type(node).__name__, []
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name == "span" or (field.default is not MISSING and value == field.default):
            continue
        if isinstance(value, tuple) and any(isinstance(x, tuple) or hasattr(x, "__dataclass_fields__") for x in value):
            below.append((field.name, value))
        elif value not in ((), {}):
            line += f" {field.name}={value!r}"
    yield indent + line
    for name, value in below:
        yield f"{indent}  .{name}"
        yield from outline(value, indent + "    ")


@pytest.mark.parametrize("name", sorted(p.name for p in CASES.iterdir()))
def test_a_page_as_blocks(name, update):
    for lang, document in case_documents(CASES / name).items():
        parts = {"body": document.body}
        if name.startswith("whole-"):
            parts = {"head": document.head, **parts, "foot": document.foot}
            parts["crumbs"] = document.crumbs
        found = "".join(f"{part}\n" + "".join(f"{x}\n" for x in outline(tree, "  ")) for part, tree in parts.items())
        hold_to(CASES / name / ("blocks.txt" if lang == "zh" else f"blocks.{lang}.txt"), found, update=update)
