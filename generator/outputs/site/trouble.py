"""While someone writes: pages show what is wrong with their source instead of disappearing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from generator.compile.compilation import Compilation
from generator.messages import catalogue, fill, interface
from generator.model.diagnostic import Diagnostic
from generator.outputs.site.page import Addresses, passage
from generator.outputs.site.tree import SiteTree


def show_trouble(tree: SiteTree, compilation: Compilation, broken: Mapping[str, str]) -> SiteTree:
    """`tree` with every error shown: on the page it is in, on a page of its own, or on the front page."""
    by_file: dict[str, list[Diagnostic]] = {}
    for diagnostic in compilation.diagnostics:
        if diagnostic.severity == "error":
            by_file.setdefault(diagnostic.span.file, []).append(diagnostic)
    if not by_file:
        return tree
    pages = dict(tree.pages)
    library = compilation.library
    sources = {page.text(tree.lang).file: key for key, page in sorted(library.pages.items())}
    elsewhere: list[Diagnostic] = []
    files = _files_shown(compilation.library.files)
    for name, problems in sorted(by_file.items()):
        path = f"{sources.get(name) or broken.get(name, '')}.md"
        if path in pages:
            pages[path] += "\n" + passage(_notice(problems, tree, files)) + "\n"
        elif name in broken:
            page_id = broken[name]
            pages[f"{page_id}.md"] = _page(page_id, problems, tree, files)
            elsewhere.extend(problems)
        else:
            elsewhere.extend(problems)
    front = next((key for key, page in sorted(library.pages.items()) if page.meta.kind == "home"), None)
    if elsewhere:
        notice = passage(_notice(elsewhere, tree, files))
        if front:
            pages[f"{front}.md"] += "\n" + notice + "\n"
        else:
            pages["index.md"] = _page("index", elsewhere, tree, files)
    return replace(tree, pages=pages)


def _files_shown(files: Mapping[str, str]) -> dict[str, str]:
    """The sources whose lines may be quoted on a page: not those of a sealed bank, be they ever so broken."""
    return {n: text for n, text in files.items() if not ("quizzes/" in n and "sealed" in text)}


def _notice(problems: list[Diagnostic], tree: SiteTree, files: Mapping[str, str]) -> str:
    words = interface(tree.lang)
    rows = []
    for problem in problems:
        message = catalogue(tree.lang).get(problem.code)
        what = fill(message.what, problem.params, tree.lang) if message else problem.code
        fix = message.fix if message else ""
        lines = files.get(problem.span.file, "").split("\n")
        source = lines[problem.span.line - 1].strip() if problem.span.line <= len(lines) else ""
        place = f"{problem.span.file}:{problem.span.line}:{problem.span.column}"
        rows.append(
            f"<li><strong>{escape(what)}</strong> <code>{escape(place)}</code>"
            f"<p><code>{escape(source[:200])}</code></p><p>{escape(fix)}</p></li>"
        )
    return (
        f'<aside class="xy-notice xy-notice--error" role="note"><p>{escape(words["error-text"])}</p>'
        f"<ul>{''.join(rows)}</ul></aside>"
    )


def _page(page_id: str, problems: list[Diagnostic], tree: SiteTree, files: Mapping[str, str]) -> str:
    title = interface(tree.lang)["error-title"]
    meta = {
        "title": title,
        "xy": {"kind": "page", "id": page_id, "lang": tree.lang, "root": Addresses(page_id).root},
    }
    front = f"---\n{json.dumps(meta, ensure_ascii=False)}\n---"
    return f"{front}\n\n# {title}\n\n{passage(_notice(problems, tree, files))}\n"
