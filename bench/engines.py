"""The engines that are compared: how each is installed in a place of its own, given pages, and run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_ours, write_plain

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".cache" / "bench"
INSTALLING = 180  # s an installation may take
MATERIAL = ("mkdocs>=1.6,<2", "mkdocs-material==9.8.1", "jieba==0.42.1")


class Absent(Exception):
    """The engine is not here and could not be installed; why."""


@dataclass(frozen=True)
class Engine:
    """`install` gives what runs it; `write` a project of so many pages, so many of them in English too."""

    name: str
    install: Callable[[], Path]
    write: Callable[[Path, int, int], None]
    command: Callable[[Path], list[str]]


def _venv(name: str, *packages: str) -> Path:
    """A folder of Python packages by name from the registry, made once."""
    folder = PLACE / "engines" / name
    python = folder / "bin" / "python"
    done = folder / ".installed"
    if not done.exists() or done.read_text() != " ".join(packages):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
        _quietly([str(python), "-m", "pip", "install", "--quiet", *packages], folder)
        done.write_text(" ".join(packages))
    return folder / "bin"


def _quietly(command: list[str], folder: Path) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=INSTALLING, check=False)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise Absent(str(fault)) from fault
    if done.returncode:
        raise Absent((done.stderr or done.stdout).strip().splitlines()[-1][:200])


def _ours() -> Path:
    return Path(sys.executable).parent


def _material(folder: Path, count: int, english: int) -> None:
    write_plain(folder / "docs", count)
    features = "    - navigation.prune\n    - navigation.indexes\n"
    (folder / "mkdocs.yml").write_text(
        "site_name: bench\ntheme:\n  name: material\n  language: zh\n  font: false\n  features:\n"
        f"{features}plugins:\n  - search\n",
        "utf-8",
    )


def _translated(folder: Path, count: int, english: int) -> None:
    write_plain(folder / "docs", count, english)
    (folder / "mkdocs.yml").write_text(
        "site_name: bench\ntheme:\n  name: material\n  font: false\n  features: [navigation.prune]\n"
        "plugins:\n  - search\n  - i18n:\n      docs_structure: suffix\n      fallback_to_default: true\n"
        "      languages:\n        - {locale: zh, name: 中文, default: true, build: true}\n"
        "        - {locale: en, name: English, build: true}\n",
        "utf-8",
    )


def _vitepress() -> Path:
    folder = PLACE / "engines" / "vitepress"
    if not (folder / "node_modules" / ".bin" / "vitepress").exists():
        if shutil.which("npm") is None:
            raise Absent("no Node here")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text(json.dumps({"private": True, "type": "module"}))
        _quietly(["npm", "install", "--silent", "--no-audit", "--no-fund", "vitepress@1.6.4"], folder)
    return folder / "node_modules" / ".bin"


def _for_vitepress(folder: Path, count: int, english: int) -> None:
    write_plain(folder, count)
    (folder / ".vitepress").mkdir()
    (folder / ".vitepress" / "config.mjs").write_text(
        'export default { lang: "zh-CN", title: "bench", themeConfig: { search: { provider: "local" } } }\n'
    )
    (folder / "node_modules").symlink_to(PLACE / "engines" / "vitepress" / "node_modules")


OURS = Engine("Xinyu", _ours, write_ours, lambda b: [str(b / "xinyu"), "build", "-q"])
STOCK = Engine(
    "MkDocs + Material, pruned",
    lambda: _venv("material", *MATERIAL),
    _material,
    lambda b: [str(b / "mkdocs"), "build", "-q"],
)
I18N = Engine(
    "Material + static-i18n",
    lambda: _venv("i18n", *MATERIAL, "mkdocs-static-i18n==1.3.1"),
    _translated,
    lambda b: [str(b / "mkdocs"), "build", "-q"],
)
ZENSICAL = Engine(
    "Zensical", lambda: _venv("zensical", "zensical"), _material, lambda b: [str(b / "zensical"), "build", "--clean"]
)
VITEPRESS = Engine("VitePress", _vitepress, _for_vitepress, lambda b: [str(b / "vitepress"), "build"])
