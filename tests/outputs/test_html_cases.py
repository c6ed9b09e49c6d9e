"""What pages look like as HTML: a folder per case in `tests/cases/html`, rewritten with `--update`."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import case_documents, hold_to

from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.page import Addresses

CASES = Path(__file__).resolve().parent.parent / "cases" / "html"


@pytest.mark.parametrize("name", sorted(p.name for p in CASES.iterdir()))
def test_a_page_as_html(name, update):
    for lang, document in case_documents(CASES / name).items():
        blocks = document.body
        if name.startswith("whole-"):  # with what stands before and after it on every page
            blocks = (*document.head, *blocks, *document.foot)
        found = HtmlWriter(lang, Addresses(document.id)).blocks(blocks) + "\n"
        hold_to(CASES / name / ("page.html" if lang == "zh" else f"page.{lang}.html"), found, update=update)
