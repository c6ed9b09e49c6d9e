"""The files of one language's site but for the search index: pages dealt to the cores, unchanged ones left alone."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, timezone

from generator.app import today
from generator.hosts.frame import LOST, SITE_MAP, TEMPLATES, THEME, Frame, target
from generator.hosts.output import Output
from generator.hosts.worker import finish_tree
from generator.memory.digest import digest
from generator.memory.fork import shared_out
from generator.outputs.site.worker import WORKER


def render_site(
    frame: Frame, out: Output, folder: str, *, public: bool, keeps_copies: bool, beside: Callable[[], None]
) -> None:
    """Builds a language into `out`, below `folder` (empty or ending in `/`).

    `beside` waits for what is written meanwhile.
    """
    lost = digest(frame.mark(""), LOST)
    whole = {folder + path: data for path, data in _theme_files().items()}
    whole |= {folder + path: data for path, data in frame.tree.own.items()}
    for name in TEMPLATES:
        if name == LOST and out.unchanged(folder + name, lost):
            out.keep(folder + name)
        else:
            whole[folder + name] = frame.template(name)
    if public:
        whole |= {folder + name: data for name, data in _site_map(frame, today()).items()}
    out.write(whole, {folder + LOST: lost})
    marks = {path: frame.mark(path) for path in frame.tree.pages}
    new: list[str] = []
    for path, mark in marks.items():
        name = folder + target(path)
        if out.unchanged(name, mark):
            out.keep(name)
        else:
            new.append(path)
    for path, written in zip(new, shared_out(_writer(frame, out, folder), new), strict=True):
        name = folder + target(path)
        if written == KEPT:
            out.keep(name)
        out.done[name] = (marks[path], out.known[name].digest if written == KEPT else written)
    beside()
    finish_tree(out.folder / folder, frame.tree, keeps_copies=keeps_copies)
    out.adopt(folder + WORKER)


KEPT = "kept"


def _writer(frame: Frame, out: Output, folder: str) -> Callable[[Sequence[str]], list[str]]:
    """Renders a share of the pages and writes them; gives the digest of each."""

    def work(paths: Sequence[str]) -> list[str]:
        done: list[str] = []
        for path in paths:
            data = frame.page(path)
            name, mark = folder + target(path), digest(data)
            if out.lies(name) and out.known[name].digest == mark:
                mark = KEPT
            else:
                out.put(name, data)
            done.append(mark)
        return done

    return work


def _theme_files() -> dict[str, bytes]:
    """The files of our frame that are no templates, by path."""
    return {
        p.relative_to(THEME).as_posix(): p.read_bytes()
        for p in sorted(THEME.glob("assets/**/*"))
        if p.is_file() and p.name[0] != "."
    }


def _site_map(frame: Frame, day: date) -> dict[str, bytes]:
    data, held = frame.site_map(day.isoformat()), io.BytesIO()
    start = int(datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp())
    with gzip.GzipFile(filename=f"{SITE_MAP}.gz", fileobj=held, mode="wb", mtime=start) as packed:
        packed.write(data)
    return {SITE_MAP: data, f"{SITE_MAP}.gz": held.getvalue()}
