"""Builds every language: in our own frame, or with MkDocs where its configuration asks for what we cannot know."""

from __future__ import annotations

from functools import partial

from generator.app import Changed, Project, site_tree
from generator.hosts.frame import Frame
from generator.hosts.output import Output
from generator.hosts.parts import Part
from generator.hosts.render import render_site
from generator.hosts.searching import Begun, Mender, may_mend, write_search
from generator.hosts.settings import Settings, place_of, read_settings
from generator.hosts.site import BuildFailed
from generator.memory.fork import at_once, start_helper
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER
from generator.report.text import write_text


def build_into(project: Project, out: Output, *, serving: bool, begun: Begun | None = None) -> None:
    """Every language: Chinese at the root of `out`, English in `en/`. Raises `BuildFailed`.

    Both at once where it can, one of them here; when serving one after the other, since what another process remembers
    goes with it. `begun` is the search of the first language, where it is being mended already.
    """
    if project.errors and not serving:  # when serving they are shown on their pages
        errors = [d for d in project.compilation.diagnostics if d.severity == "error"]
        raise BuildFailed(f"xinyu check\n\n{write_text(errors, project.compilation.library.files, 'zh')}")
    langs = project.compilation.library.langs

    def work(lang: Lang) -> Part:
        return _build_part(project, out, lang, begun if lang == langs[0] else None, serving=serving)

    parts = [work(lang) for lang in langs] if serving else at_once(work, langs)
    said: list[str] = []
    for part in parts:
        _join(project, out, part)
        said += [line for line in part.heard if line not in said]
        if part.problem is not None:
            raise BuildFailed("\n".join([*said, part.problem]))
    if said and not serving:  # a silent build is part of the promise
        raise BuildFailed("\n".join(said))
    if out.in_place:
        out.sweep()


def _build_part(project: Project, out: Output, lang: Lang, begun: Begun | None, *, serving: bool) -> Part:
    part = Output(out.folder, out.before, out.known)
    known = project.memory.pending()
    heard: tuple[str, ...] = ()
    problem = None
    settings = read_settings(project.root, lang)
    helper = None
    try:
        if settings and begun is None and not serving and out.before and may_mend(project.memory, lang):
            from generator.hosts.mending import mend  # noqa: PLC0415 - a twentieth of an edit to read

            helper = start_helper(mend)
            begun = Mender(helper, project.memory, out.before, lang).begin(project, out) if helper else None
        if settings:
            _draw(project, part, lang, settings, begun, serving=serving)
        else:
            from generator.hosts.mkdocs_site import build_by_mkdocs  # noqa: PLC0415 - a tenth of an edit to read

            heard, problem = build_by_mkdocs(project, part, lang, serving=serving)
    except Changed as changed:
        problem = str(changed)
    finally:
        if helper:
            helper.close()
    return Part(part.done, part.kept, project.memory.learned(known), heard, problem)


def _draw(
    project: Project, out: Output, lang: Lang, settings: Settings, mended: Begun | None, *, serving: bool
) -> None:
    tree = site_tree(project, lang, with_trouble=serving)
    place = place_of(project, lang, settings.site_url, serving=serving)
    keeps_copies = project.compilation.library.site.works_offline and not serving
    frame = Frame(tree, place, project.memory, worker=keeps_copies)
    if not mended:
        write_search(project, out, lang)
    beside = (lambda: _join(project, out, mended())) if mended else (lambda: None)
    render = partial(render_site, frame, out, LANG_FOLDER[lang])
    render(public=place.public, keeps_copies=keeps_copies, beside=beside)


def _join(project: Project, out: Output, part: Part) -> None:
    out.done.update(part.done)
    out.kept |= part.kept
    project.memory.learn(part.learned)
