"""`xinyu build`: the whole site, both languages, written aside and then put in place."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from generator.app import Project, compile_project, find_root, memory_of, today
from generator.cli.shared import Quiet, Root, Speech, fail, open_project, say, speech
from generator.hosts.offline import pack_site
from generator.hosts.searching import Mender, may_mend
from generator.hosts.site import BuildFailed, build_site
from generator.memory.fork import Helper
from generator.outputs.site.archive import LARGEST, UnsafeNames
from generator.report.text import write_text


def build(
    context: typer.Context,
    root: Root = Path(),
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the site goes; `site/` by default.")
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Also write dist/xinyu-offline-DAY.zip, which opens without a server.")
    ] = False,
    lang: Speech = None,
    quiet: Quiet = False,
) -> None:
    """Build the site: Chinese at /, English at /en/. A failed build leaves the old site as it was.

    With --offline one zip more, in `dist/` beside the site: unpack it anywhere, on a USB stick or a shared folder,
    and open the page at its top.

    Example: xinyu build --offline
    """
    language = speech(lang)
    memory = memory_of(root)
    target = output or (find_root(root) or root) / "site"
    mender = None
    if isinstance(context.obj, Helper):
        if may_mend(memory):
            mender = Mender(context.obj, memory, target.resolve())
        else:
            context.obj.close()
    project = open_project(root, language, partial(compile_project, for_site=True), memory)
    errors = [d for d in project.compilation.diagnostics if d.severity == "error"]
    if errors:
        fail(write_text(errors, project.compilation.library.files, language), 1)
    try:
        pages = build_site(project, target, memory, mender)
    except BuildFailed as problem:
        fail(str(problem), 1)
    where = (target / "index.html").resolve()
    warnings = project.warnings
    if language == "zh":
        say(f"已生成 {pages} 页（{warnings} 条提醒，见 xinyu check）。打开：{where}", quiet=quiet)
    else:
        say(f"{pages} pages built ({warnings} warnings, see xinyu check). Open: {where}", quiet=quiet)
    if offline:
        _pack(project, target, language, quiet=quiet)


def _pack(project: Project, site: Path, language: str, *, quiet: bool) -> None:
    try:
        archive = pack_site(project, site, today())
    except UnsafeNames as unsafe:
        names = "\n".join(f"  {name}" for name in unsafe.names)
        fail(
            f'Windows 解不开这些文件名，没有写压缩包。给源文件换个名字：不用 < > : " \\ | ? *，不用 CON、NUL 这类设备名，'
            f"不只差大小写，整条路径不超过 180 个字。\n{names}"
            if language == "zh"
            else 'Windows cannot unpack these names, so no zip was written. Rename the source files: no < > : " \\ | ? *, '
            f"no device names such as CON or NUL, no two names that differ in capitals only, at most 180 characters.\n{names}",
            1,
        )
    size = archive.stat().st_size
    mega = f"{size / 1_000_000:.1f} MB"
    say(f"离线包 {mega}：{archive}" if language == "zh" else f"Offline zip, {mega}: {archive}", quiet=quiet)
    if size > LARGEST:
        limit = LARGEST // 1_000_000
        typer.echo(
            f"离线包超过 {limit} MB，有些群和邮箱发不出去。先看看 content/ 里的大图。"
            if language == "zh"
            else f"The zip is larger than {limit} MB, more than many chat groups and mailboxes take. Look at large pictures first.",
            err=True,
        )
