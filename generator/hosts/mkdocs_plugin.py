"""The MkDocs plugin: hands the compiled tree to MkDocs and holds nothing back. All work is done in `app`."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.app import NoProject, Project, compile_project, site_tree, today
from generator.hosts.settings import place_of
from generator.hosts.shown_nav import Item, NavView
from generator.hosts.worker import finish_tree
from generator.load.layers import SOURCE_FOLDERS
from generator.model.record import Lang
from generator.outputs.site.finished import EXTENSIONS
from generator.outputs.site.tree import SiteTree
from generator.report.text import write_text

log = get_plugin_logger("xinyu")


class XinyuConfig(Config):  # type: ignore[no-untyped-call]
    """Options in `mkdocs.yml`: which language this configuration builds."""

    language = config_options.Choice(("zh", "en"), default="zh")


class XinyuPlugin(BasePlugin[XinyuConfig]):  # type: ignore[no-untyped-call]
    """Compiles the project when the configuration is read; adds its pages when the files are listed.

    Who has compiled the project sets it.
    """

    serving = False
    project: Project | None = None
    tree: SiteTree
    keeps_copies = False
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
        place = place_of(project, language, config.site_url, serving=self.serving)
        config.site_url = place.url
        if not place.public:  # a site map lists full addresses; there are none
            config.theme.static_templates.discard("sitemap.xml")
        self.keeps_copies = project.compilation.library.site.works_offline and not self.serving
        config.extra["xy"] = {**self.tree.frame, "public": place.public, "worker": self.keeps_copies}
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
        for path, text in self.tree.pages.items():
            files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED))
        for path, data in self.tree.files.items():
            files.append(File.generated(config, path, content=data, inclusion=InclusionLevel.INCLUDED))
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The service worker, which names the bytes of the written pages."""
        finish_tree(Path(config.site_dir), self.tree, keeps_copies=self.keeps_copies)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - by name
        """Numbers the navigation, so that each page can be given the part of it that it shows."""
        self.view = NavView(_items(list(nav)))
        return nav

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
        context["xy_nav"] = self.view.of(page.file.src_uri if page else "")  # type: ignore[typeddict-unknown-key]
        return context

    def _ours(self, file: File) -> bool:
        """Whether a theme file is one that our frame shows; the host theme's own scripts and styles are not."""
        return Path(file.src_dir or "").name == "theme" and file.src_uri.startswith("assets/")


def _compile(config: MkDocsConfig) -> Project:
    start = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    try:
        return compile_project(start, today())
    except NoProject as missing:
        raise PluginError(f"xinyu: no site_config/ at or above {missing}") from missing


def _items(nav: list[StructureItem]) -> tuple[Item, ...]:
    out = []
    for item in nav:
        items = _items(getattr(item, "children", None) or [])
        href = items[0].href if items else str(getattr(item, "url", ""))
        path = item.file.src_uri if isinstance(item, Page) else ""
        out.append(Item(escape(str(item.title), quote=False), href, path, items))
    return tuple(out)
