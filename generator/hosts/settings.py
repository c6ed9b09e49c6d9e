"""What `mkdocs.yml` says, read without MkDocs where it says no more than ours does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.app import Project
from generator.model.record import Lang
from generator.outputs.site.finished import EXTENSIONS
from generator.outputs.site.page import LANG_FOLDER

CONFIG: dict[Lang, str] = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
PARENT = "INHERIT"
_FILE = re.compile(r"\w[\w-]*(?:[./][\w-]+)*")
_ADDRESS = re.compile(r"https?://[\w.:-]+(?:/[\w./~-]*)?")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a configuration says that a page shows."""

    site_url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site will stand: its address, or only the path of it on an unknown server; `public` has the address."""

    url: str
    public: bool


def read_settings(root: Path, lang: Lang) -> Settings | None:
    """The settings of `lang`; None where anything is said that MkDocs has to be asked about, or wrongly said.

    Where the site would go (`site_dir`) is not looked at: `xinyu build` says so itself.
    """
    said = _read(root / CONFIG[lang])
    if said is not None and PARENT in said:
        parent = said.pop(PARENT)
        above = _read(root / str(parent)) if parent in CONFIG.values() else None
        said = _merged(above, said) if above is not None and PARENT not in above else None
    if (
        said is None
        or said.keys() - _HOLDS.keys()
        or not all(_HOLDS[name](value, lang) for name, value in said.items())
    ):
        return None
    if not {"site_name", "theme", "plugins", "docs_dir", "use_directory_urls"} <= said.keys():
        return None
    if not (root / str(said["docs_dir"])).is_dir() or not all(
        (root / name).exists() for name in _words(said.get("watch"))
    ):
        return None
    url = str(said.get("site_url", ""))
    return Settings((url if url.endswith("/") else f"{url}/") if url else None)


def place_of(project: Project, lang: Lang, site_url: str | None, *, serving: bool) -> Place:
    """Where the site of `lang` will stand; `site_url` is what MkDocs' configuration says of it."""
    shown_alone = site_url if serving else None  # by `mkdocs serve`, at the server's root
    public = None if shown_alone else project.compilation.library.site.url or site_url
    return Place(shown_alone or _address(public or "/", lang), bool(public))


def _address(site: str, lang: Lang) -> str:
    """Where `lang` lies on the server: the page for wrong addresses can only link from there."""
    folder = LANG_FOLDER[lang]
    return site if site.endswith(f"/{folder}") else f"{site.rstrip('/')}/{folder}"


def _read(path: Path) -> dict[str, object] | None:
    try:
        said = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError, ValueError):  # MkDocs says what is wrong
        return None
    return said if isinstance(said, dict) and all(isinstance(name, str) for name in said) else None


def _merged(above: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """As MkDocs merges: mappings are merged, all else is replaced."""
    out = {**above, **own}
    for name in above.keys() & own.keys():
        outer, inner = above[name], own[name]
        if isinstance(outer, dict) and isinstance(inner, dict):
            out[name] = _merged(outer, inner)
    return out


def _words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _is_words(value: object, _: Lang) -> bool:
    return isinstance(value, str) and bool(value)


def _is_theme(value: object, _: Lang) -> bool:
    return (
        isinstance(value, dict)
        and value.get("name") == "xinyu"
        and not value.keys() - {"name", "language", "font"}
        and isinstance(value.get("language", ""), str)
        and value.get("font", False) is False
    )


def _is_plugins(value: object, lang: Lang) -> bool:
    return value == [{"xinyu": {"language": lang}}] or (lang == "zh" and value == ["xinyu"])


def _is_files(value: object, _: Lang) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and _FILE.fullmatch(name) for name in value)


# What is understood here, and whether a value of it is one that needs no asking.
_HOLDS: dict[str, Callable[[object, Lang], bool]] = {
    "site_name": _is_words,
    "site_author": _is_words,
    "site_description": _is_words,
    "site_url": lambda value, _: isinstance(value, str) and _ADDRESS.fullmatch(value) is not None,
    "copyright": _is_words,
    "docs_dir": lambda value, _: value == "content",
    "site_dir": _is_words,
    "use_directory_urls": lambda value, _: value is False,
    "strict": lambda value, _: isinstance(value, bool),
    "theme": _is_theme,
    "plugins": _is_plugins,
    "watch": _is_files,
    "markdown_extensions": lambda value, lang: _is_files(value, lang) and set(_words(value)) <= {*EXTENSIONS},
}
