"""Serves both languages from a folder aside and rebuilds when a source changes."""

from __future__ import annotations

import gc
import logging
import shutil
import tempfile
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.app import NoProject, Project, compile_project, today
from generator.hosts.languages import build_into
from generator.hosts.output import Output, Row
from generator.hosts.settings import CONFIG
from generator.hosts.site import BuildFailed
from generator.load.layers import SOURCE_FOLDERS
from generator.memory.memory import Memory

log = logging.getLogger("xinyu")


POLL = 0.25  # s between two looks at the sources


def serve_site(project: Project, host: str, port: int, memory: Memory | None = None) -> None:
    """Serves until interrupted. A build that fails leaves the last good pages standing."""
    watch = Watch(project, memory or Memory())
    server = live_server(watch, host, port)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
    finally:
        watch.close()


class Watch:
    """A site in a folder of its own, kept up with its sources: each build changes only the files that change."""

    def __init__(self, project: Project, memory: Memory) -> None:
        """Builds once."""
        self.project, self.folder = project, Path(tempfile.mkdtemp(prefix="xinyu-serve-"))
        self._memory = memory
        self._rows: dict[str, Row] = {}
        self._show(project)
        gc.freeze()  # what stays need not be searched for garbage
        gc.enable()

    def rebuild(self) -> None:
        """Builds again, without a look for garbage meanwhile. What cannot be built is said, and what is shown stays."""
        gc.disable()
        try:
            self._show(compile_project(self.project.root, today(), self._memory, for_site=True))
        except NoProject as missing:
            log.error("no site_config/ at or above %s", missing)  # noqa: TRY400 - a folder was moved, not a fault
        finally:
            gc.enable()

    def _show(self, compiled: Project) -> None:
        out = Output(self.folder, self.folder, self._rows)
        try:
            build_into(compiled, out, serving=True)
        except BuildFailed as problem:
            log.error("%s", problem)  # noqa: TRY400 - the words are the author's diagnostics
        else:
            self._rows = out.rows(self.folder)

    def close(self) -> None:
        """Removes the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def live_server(watch: Watch, host: str, port: int) -> LiveReloadServer:
    """The server of what `watch` keeps up; it looks at the sources of every layer."""
    server = LiveReloadServer(
        builder=watch.rebuild, host=host, port=port, root=str(watch.folder), polling_interval=POLL
    )
    project = watch.project
    for layer in project.layers:
        for source in SOURCE_FOLDERS:
            if (layer.root / source).is_dir():
                server.watch(str(layer.root / source))
    for name in CONFIG.values():
        server.watch(str(project.root / name))
    return server
