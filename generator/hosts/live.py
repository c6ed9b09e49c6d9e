"""Serves both languages from a folder aside and rebuilds when a source changes."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.app import NoProject, Project, compile_project, today
from generator.hosts.mkdocs_site import CONFIG, BuildFailed, build_into
from generator.load.layers import SOURCE_FOLDERS

log = logging.getLogger("xinyu")


def serve_site(project: Project, host: str, port: int) -> None:
    """Serves until interrupted. A build that fails leaves the last good pages standing."""
    folder = Path(tempfile.mkdtemp(prefix="xinyu-serve-"))
    server = live_server(project, host, port, folder)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def live_server(project: Project, host: str, port: int, folder: Path) -> LiveReloadServer:
    """The server, after a first build into `folder`."""

    def show(compiled: Project) -> None:
        aside = Path(tempfile.mkdtemp(prefix="xinyu-build-"))
        try:
            build_into(compiled, aside, serving=True)
            mirror(aside, folder)
        except BuildFailed as problem:
            log.error("%s", problem)  # noqa: TRY400 - the words are the author's diagnostics
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def rebuild() -> None:
        try:
            show(compile_project(project.root, today()))
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


def mirror(new: Path, shown: Path) -> None:
    """Makes `shown` equal to `new`, file by file, so that a request never meets an empty folder."""
    wanted = {p.relative_to(new) for p in new.rglob("*") if p.is_file()}
    for name in sorted(wanted):
        source, target = new / name, shown / name
        if not target.is_file() or target.read_bytes() != source.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    for path in shown.rglob("*"):
        if path.is_file() and path.relative_to(shown) not in wanted:
            path.unlink()
