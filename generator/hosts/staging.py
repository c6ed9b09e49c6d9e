"""Writes the compiled source tree to disk for another engine that reads `mkdocs.yml`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from generator.app import Project, site_tree
from generator.files import write_files
from generator.hosts.settings import CONFIG
from generator.model.record import LANGS
from generator.outputs.site.tree import SiteTree

MARKER = ".xinyu-staged"


class NotOurs(Exception):
    """The folder holds files that were not staged by us."""


def stage_project(project: Project, folder: Path) -> int:
    """Stages every language under `folder` (`zh/`, `en/`, a configuration for each); returns how many files.

    Raises `NotOurs` rather than touch a folder that holds anything else.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise NotOurs(str(folder))
    for lang in LANGS:
        shutil.rmtree(folder / lang, ignore_errors=True)
        (folder / CONFIG[lang]).unlink(missing_ok=True)
    count = 0
    write_files(folder, {MARKER: b""})
    for lang in project.compilation.documents:
        tree = site_tree(project, lang)
        files = {f"{lang}/{path}": text.encode() for path, text in tree.pages.items()}
        files |= {f"{lang}/{path}": data for path, data in tree.files.items()}
        files[CONFIG[lang]] = yaml.safe_dump(_config(tree), allow_unicode=True, sort_keys=False).encode()
        write_files(folder, files)
        count += len(files)
    return count


def _config(tree: SiteTree) -> dict[str, object]:
    """A configuration in plain Material dialect: no plugin of ours, only the Python-Markdown extension."""
    return {
        "site_name": tree.title,
        "site_description": tree.description,
        "docs_dir": tree.lang,
        "site_dir": "site" if tree.lang == "zh" else f"site/{tree.lang}",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": tree.lang, "font": False, "features": ["navigation.prune"]},
        "extra_css": ["assets/xinyu.css"],
        "plugins": [],
        "markdown_extensions": ["attr_list", "toc", "xinyu"],
        "nav": json.loads(json.dumps(tree.nav)),
    }
