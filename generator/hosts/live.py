"""Serves both languages from a folder aside and rebuilds when a source changes."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.app import NoProject, Project, compile_project, today
from generator.hosts.mkdocs_site import CONFIG, BuildFailed, build_into
from generator.hosts.output import Output, Row
from generator.load.layers import SOURCE_FOLDERS
from generator.memory.memory import Memory

log = logging.getLogger("xinyu")


def serve_site(project: Project, host: str, port: int, memory: Memory | None = None) -> None:
    """Serves until interrupted. A build that fails leaves the last good pages standing."""
    folder = Path(tempfile.mkdtemp(prefix="xinyu-serve-"))
    server = live_server(project, host, port, folder, memory)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def live_server(project: Project, host: str, port: int, folder: Path, memory: Memory | None = None) -> LiveReloadServer:
    """The server, after a first build into `folder`."""
    memory = memory or Memory()
    shown: dict[str, Row] = {}

    def show(compiled: Project) -> None:
        nonlocal shown
        out = Output(folder, folder, shown)
        try:
            build_into(compiled, out, serving=True)
        except BuildFailed as problem:
            log.error("%s", problem)  # noqa: TRY400 - the words are the author's diagnostics
        else:
            shown = out.rows(folder)

    def rebuild() -> None:
        try:
            show(compile_project(project.root, today(), memory, for_site=True))
        except NoProject as missing:
            log.error("no site_config/ at or above %s", missing)  # noqa: TRY400 - a folder was moved, not a fault

    show(project)
    server = LiveReloadServer(builder=rebuild, host=host, port=port, root=str(folder))
    for layer in project.layers:
        for source in SOURCE_FOLDERS:
            if (layer.root / source).is_dir():
                server.watch(str(layer.root / source))
    for name in CONFIG.values():
        server.watch(str(project.root / name))
    return server
