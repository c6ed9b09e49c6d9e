"""The MkDocs plugin: hands the compiled tree to MkDocs and holds nothing back. All work is done in `app`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.app import NoProject, Project, compile_project, site_tree, today
from generator.hosts.shown_nav import NavView, ShownNav
from generator.hosts.worker import finish_tree
from generator.load.layers import SOURCE_FOLDERS
from generator.memory.digest import digest
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER
from generator.outputs.site.tree import SiteTree
from generator.report.text import write_text

log = get_plugin_logger("xinyu")

EXTENSIONS = ("attr_list", "toc", "xinyu")


class XinyuConfig(Config):  # type: ignore[no-untyped-call]
    """Options in `mkdocs.yml`: which language this configuration builds."""

    language = config_options.Choice(("zh", "en"), default="zh")


class XinyuPlugin(BasePlugin[XinyuConfig]):  # type: ignore[no-untyped-call]
    """Compiles the project when the configuration is read; adds its pages when the files are listed.

    Who builds several languages in a row compiles once and sets `project`; who writes the tree's files by itself, as
    they are, sets `files_apart`.
    """

    serving = False
    project: Project | None = None
    tree: SiteTree
    keeps_copies = False
    files_apart = False
    view: NavView

    def on_startup(
        self,
        *,
        command: Literal["build", "gh-deploy", "serve"],
        dirty: bool,  # noqa: ARG002 - MkDocs passes it by name
    ) -> None:
        """Notes whether MkDocs is serving: errors are then shown on the pages."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compiles; stops a build on errors, shows them on the pages while serving."""
        project = self.project or _compile(config)
        if project.errors:
            problems = [d for d in project.compilation.diagnostics if d.severity == "error"]
            words = write_text(problems, project.compilation.library.files, self.config.language)
            if not self.serving:
                raise PluginError(f"xinyu check\n\n{words}")
            log.info(words)
        language: Lang = "en" if self.config.language == "en" else "zh"
        if language not in project.compilation.documents:
            raise PluginError("xinyu: site_config/school.yml leaves English out (languages); nothing to build")
        self.tree = site_tree(project, language, with_trouble=self.serving)
        config.nav = self.tree.nav
        config.site_name = self.tree.title
        config.site_description = self.tree.description
        config.markdown_extensions = [*dict.fromkeys([*config.markdown_extensions, *EXTENSIONS])]
        shown_alone = self.serving and config.site_url  # by `mkdocs serve`, at the server's root
        public = None if shown_alone else project.compilation.library.site.url or config.site_url
        if not public:  # a site map lists full addresses; there are none
            config.theme.static_templates.discard("sitemap.xml")
        if not shown_alone:
            config.site_url = _address(public or "/", language)
        self.keeps_copies = project.compilation.library.site.works_offline and not self.serving
        config.extra["xy"] = {**self.tree.frame, "public": bool(public), "worker": self.keeps_copies}
        config.watch = [
            *config.watch,
            *(str(layer.root / f) for layer in project.layers for f in SOURCE_FOLDERS if (layer.root / f).is_dir()),
        ]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Our pages instead of the raw sources, and only those theme files that our frame uses."""
        for file in list(files):
            if file.src_dir == config.docs_dir or not self._ours(file):
                files.remove(file)
        for path in self.tree.pages:  # whoever knows that nothing else looks at them has the texts read one by one
            files.append(File.generated(config, path, content="" if self.files_apart else self.tree.pages[path]))
        for path, data in () if self.files_apart else self.tree.files.items():
            files.append(File.generated(config, path, content=data))
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:  # noqa: ARG002 - by name
        """A page's Markdown, when it is rendered."""
        return self.tree.pages[page.file.src_uri] if self.files_apart else None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The service worker, which names the bytes of the written pages."""
        finish_tree(Path(config.site_dir), self.tree, keeps_copies=self.keeps_copies)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - by name
        """Numbers the navigation, so that each page can be given the part of it that it shows."""
        self.view = NavView(nav)
        return nav

    def shown(self, page: Page | None) -> ShownNav:
        """All that a page shows of the navigation; what else changes in it does not change the page."""
        return self.view.of(page)

    def mark(self, file: File) -> str:
        """A digest of all that a page shows which not every page shows."""
        return digest(file.src_uri, self.tree.mark(file.src_uri), json.dumps(self.shown(file.page)))

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - by name
        nav: Navigation,  # noqa: ARG002 - by name
    ) -> TemplateContext:
        """Gives the frame its part of the navigation."""
        return self._with_nav(context, page)

    def on_template_context(
        self,
        context: TemplateContext,
        *,
        template_name: str,  # noqa: ARG002 - by name
        config: MkDocsConfig,  # noqa: ARG002 - by name
    ) -> TemplateContext:
        """As for pages, on the page for wrong addresses."""
        return self._with_nav(context, None)

    def _with_nav(self, context: TemplateContext, page: Page | None) -> TemplateContext:
        context["xy_nav"] = self.shown(page)  # type: ignore[typeddict-unknown-key]
        return context

    def _ours(self, file: File) -> bool:
        """Whether a theme file is part of our frame; the host theme's own scripts and styles are not."""
        return Path(file.src_dir or "").name == "theme"


def _compile(config: MkDocsConfig) -> Project:
    start = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    try:
        return compile_project(start, today())
    except NoProject as missing:
        raise PluginError(f"xinyu: no site_config/ at or above {missing}") from missing


def _address(site: str, lang: Lang) -> str:
    """Where `lang` lies on the server: the page for wrong addresses can only link from there."""
    folder = LANG_FOLDER[lang]
    return site if site.endswith(f"/{folder}") else f"{site.rstrip('/')}/{folder}"
