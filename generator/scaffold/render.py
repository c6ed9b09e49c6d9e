"""Fills the skeletons in `templates/`. Their delimiters are `<< >>` and `<% %>`: pages are full of braces."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: Any) -> str:
    """The text of `templates/<template>` with its values filled; one that is missing is our own bug and raises."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only `xinyu new` needs it

    environment = Environment(  # noqa: S701 - Markdown and YAML, not HTML
        loader=PackageLoader("generator.scaffold"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
    )
    environment.filters["yaml"] = _quoted
    return environment


def _quoted(text: str) -> str:
    """`text` as a YAML scalar: a JSON string is one (YAML 1.2, 1.3)."""
    return json.dumps(text, ensure_ascii=False)
