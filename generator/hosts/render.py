"""`mkdocs build` with its public functions: pages shared out over the cores, those that have not changed left alone.

Configuration, plugins, files and navigation are as in MkDocs, and so is every byte. A configuration with anything in
it that we cannot know the reach of (another plugin, hooks, another theme, further extensions) is built by MkDocs itself.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path
from pickle import UnpicklingError
from types import CodeType
from urllib.parse import urlsplit

from jinja2.bccache import Bucket, FileSystemBytecodeCache
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

import generator.assets
from generator.hosts.mkdocs_plugin import EXTENSIONS, XinyuPlugin
from generator.hosts.output import Output
from generator.memory.digest import digest, program
from generator.memory.fork import shared_out
from generator.outputs.site.finished import finish
from generator.outputs.site.worker import WORKER

THEME = Path(generator.assets.__file__).parent / "theme"
NO_FILES = (".*", "*/.*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*")  # MkDocs' own list
KNOWN_EXTENSIONS = {"tables", "fenced_code", *EXTENSIONS}  # MkDocs' own and ours


def known_reach(config: MkDocsConfig) -> bool:
    """Whether nothing takes part in the build but MkDocs, our plugin and our frame."""
    return (
        list(config.plugins) == ["xinyu"]
        and not config.hooks
        and set(config.markdown_extensions) <= KNOWN_EXTENSIONS
        and not config.mdx_configs
        and not config.extra_templates
        and not config.draft_docs
        and config.theme.name == "xinyu"
        and config.theme.custom_dir is None
        and Path(config.theme.dirs[0]) == THEME
    )


class Templates(FileSystemBytecodeCache):
    """Templates as they were compiled before: by this process, or by one that could leave them beside our own modules.

    Whoever can write there can change the program itself; `.cache` may come from anywhere, and holds no code.
    """

    def __init__(self) -> None:
        beside = Path(__file__).parent / "__pycache__"
        super().__init__(str(beside), f"%s.{sys.implementation.cache_tag}.template")
        self._held: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what was compiled from the same source."""
        source, code = self._held.get(bucket.key, ("", None))
        if source == bucket.checksum:
            bucket.code = code
        else:
            with suppress(OSError, UnpicklingError, EOFError):  # a damaged file is as good as none
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Takes what has just been compiled."""
        assert bucket.code is not None
        self._held[bucket.key] = (bucket.checksum, bucket.code)
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # an installation that is not ours to write to
                super().dump_bytecode(bucket)


class Engine:
    """One language's build: everything that is the same for all pages."""

    def __init__(self, config: MkDocsConfig, heard: list[str]) -> None:
        """Runs the events of a build up to `on_env`. `heard` is what the engine's warnings are added to."""
        plugin = config.plugins["xinyu"]
        assert isinstance(plugin, XinyuPlugin)
        assert plugin.project is not None
        self.plugin = plugin
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        env = config.theme.get_env()
        env.bytecode_cache = plugin.project.memory.live("templates", Templates)
        files = Files([])  # what MkDocs would list in `docs_dir` are raw sources, which our plugin takes out again
        _add_frame(files, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        self.nav: Navigation = config.plugins.on_nav(nav, config=config, files=files)
        for file in files.documentation_pages():
            if file.page is None:
                Page(None, file, config)
        env = config.plugins.on_env(env, config=config, files=files)
        assert env is not None
        self.config, self.files, self.env, self.heard = config, files, env, heard
        self.documents = self.files.documentation_pages()

    def frame(self) -> str:
        """A digest of what all pages share: the program, the configuration, the words of the frame."""
        config = self.config
        shared = [repr(config.get(name)) for name in ("site_name", "site_url", "site_description", "site_author")]
        shared += [repr(config.get(name)) for name in ("copyright", "extra", "extra_css", "extra_javascript")]
        shared += [repr(config.get(name)) for name in ("repo_url", "edit_uri", "use_directory_urls", "remote_branch")]
        shared += [repr(sorted(config.theme.items(), key=repr)), repr(list(config.markdown_extensions))]
        return digest(program(), *shared)

    def page(self, page: Page) -> bytes:
        """A page's file, as MkDocs populates and builds it."""
        config = self.config
        page = config.plugins.on_pre_page(page, config=config, files=self.files)
        page.read_source(config)
        assert page.markdown is not None
        page.markdown = config.plugins.on_page_markdown(page.markdown, page=page, config=config, files=self.files)
        finished = finish(page.markdown)
        if finished:
            page.content, page.toc = finished.html, get_toc(finished.headings)
        else:
            page.render(config, self.files)
        assert page.content is not None
        page.content = config.plugins.on_page_content(page.content, page=page, config=config, files=self.files)
        page.active = True
        try:
            context = get_context(self.nav, self.documents, config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
            output = config.plugins.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False
        return output.encode("utf-8", errors="xmlcharrefreplace")

    def template(self, name: str) -> bytes:
        """A template of the theme that is a page of its own (`404.html`, the site map)."""
        config = self.config
        template = config.plugins.on_pre_template(self.env.get_template(name), template_name=name, config=config)
        assert template is not None
        lost = utils.is_error_template(name)  # it is shown at any depth
        base = urlsplit(config.site_url or "/").path if lost else utils.get_relative_url(".", name)
        context = get_context(self.nav, self.files, config, base_url=base)
        context = config.plugins.on_template_context(context, template_name=name, config=config)
        output = config.plugins.on_post_template(template.render(context), template_name=name, config=config)
        return (output or "").encode("utf-8")


def render_site(
    config: MkDocsConfig, out: Output, folder: str, heard: list[str], beside: Callable[[], None] = lambda: None
) -> None:
    """Builds what `config` says into `out`, below `folder` (empty or ending in `/`), but for the search index.

    `beside` waits for what is written meanwhile.
    """
    engine = Engine(config, heard)
    whole = {
        folder + file.dest_uri: file.content_bytes
        for file in engine.files
        if not file.is_documentation_page() and file.inclusion.is_included()  # type: ignore[no-untyped-call]
    }
    whole |= {folder + path: data for path, data in engine.plugin.tree.own.items()}
    frame, lost = engine.frame(), {}
    for name in sorted(config.theme.static_templates):
        if utils.is_error_template(name):  # shows the frame and the navigation alone
            lost[name] = digest(frame, name, json.dumps(engine.plugin.shown(None)))
            if out.unchanged(folder + name, lost[name]):
                out.keep(folder + name)
                continue
        data = engine.template(name)
        if data.strip():
            whole[folder + name] = data
            if name == "sitemap.xml":
                whole[f"{folder}{name}.gz"] = _gzipped(data, engine, f"{config.site_dir}/{name}.gz")
    out.write(whole, {folder + name: mark for name, mark in lost.items()})
    marks = {file.src_uri: digest(frame, engine.plugin.mark(file)) for file in engine.documents}
    new: list[File] = []
    for file in engine.documents:
        name = folder + file.dest_uri
        if out.unchanged(name, marks[file.src_uri]):
            out.keep(name)
        else:
            new.append(file)
    work = _worker(engine, out, folder)
    for file, (written, warned) in zip(new, shared_out(work, new), strict=True):
        name = folder + file.dest_uri
        heard.extend(line for line in warned if line not in heard)
        if written == KEPT:
            out.keep(name)
        if written:  # a page whose template gave nothing is not there
            out.done[name] = (marks[file.src_uri], out.known[name].digest if written == KEPT else written)
    beside()
    config.plugins.on_post_build(config=config)
    out.adopt(folder + WORKER)


KEPT = "kept"


def _worker(engine: Engine, out: Output, folder: str) -> Callable[[Sequence[File]], list[tuple[str, tuple[str, ...]]]]:
    """Renders a share of the pages and writes them; gives the digest of each, and what the engine warned of."""

    def work(files: Sequence[File]) -> list[tuple[str, tuple[str, ...]]]:
        done: list[tuple[str, tuple[str, ...]]] = []
        for file in files:
            before = len(engine.heard)
            assert file.page is not None
            data = engine.page(file.page)
            warned = tuple(engine.heard[before:])
            name = folder + file.dest_uri
            mark = digest(data) if data.strip() else ""
            if mark and out.lies(name) and out.known[name].digest == mark:
                mark = KEPT
            elif mark:
                out.put(name, data)
            file.page.content, file.page.markdown = None, None  # a large site's pages need not all stay in memory
            done.append((mark, warned))
        return done

    return work


def _add_frame(files: Files, config: MkDocsConfig) -> None:
    """Adds the files of our frame as `Files.add_files_from_theme` would; it would list ten thousand icons beside."""
    left_out = [*NO_FILES, *(f"*{x}" for x in utils.markdown_extensions), *config.theme.static_templates]
    for path in sorted(THEME.rglob("*")):
        name = path.relative_to(THEME).as_posix()
        if path.is_file() and not any(fnmatch(name.lower(), pattern) for pattern in left_out):
            files.append(File(name, str(THEME), config.site_dir, config.use_directory_urls))


def _gzipped(data: bytes, engine: Engine, name: str) -> bytes:
    pages = [file.page for file in engine.documents if file.page is not None]
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, filename=name, mode="wb", mtime=utils.get_build_timestamp(pages=pages)) as packed:
        packed.write(data)
    return held.getvalue()
