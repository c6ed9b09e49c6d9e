"""The built site as one zip for a USB stick: the same bytes each time, names that every system can unpack."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from importlib.resources import files
from pathlib import PurePosixPath

from generator.messages import interface
from generator.model.record import Lang
from generator.outputs.site.page import LANG_FOLDER

START = "打开这里 START-HERE.html"  # twelve bytes of UTF-8, a blank, then ASCII: readable even where UTF-8 is not known
FOLDER = "site/"
SCRIPT = f"{FOLDER}assets/start.js"
LARGEST = 20_000_000  # bytes; what a chat group or a school mailbox still takes (bar of the product)

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip format's first moment: a file's age is nobody's business here
_MODE = 0o100644 << 16
# Names that Windows keeps for devices, with or without an ending, and signs it refuses (Win32, "Naming Files").
_DEVICE = re.compile(r"(?i)^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)")
_REFUSED = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ]$')
_LONGEST = 180  # of 260 that Windows allows, so that 80 are left for the folder it is unpacked in


class UnsafeNames(Exception):
    """Files that Windows could not unpack; `names` lists them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def archive_name(day: date) -> str:
    """The zip's name: the day of the build tells a reader which of two is newer."""
    return f"xinyu-offline-{day:%Y%m%d}.zip"


def write_archive(site: Mapping[str, bytes], title: Mapping[Lang, str]) -> bytes:
    """The zip of `site` (files by path) in a folder `site/`, with the page that readers open beside it.

    Sorted, undated, deflated: the same site gives the same bytes. Raises `UnsafeNames`.
    """
    inside = {f"{FOLDER}{name}": data for name, data in site.items()}
    inside[SCRIPT] = (files("generator.assets") / "dist" / "start.js").read_bytes()
    inside[START] = _start_page(title).encode()
    unsafe = unsafe_names(inside)
    if unsafe:
        raise UnsafeNames(unsafe)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(inside):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # whoever builds on Windows writes the same bytes
            entry.external_attr = _MODE
            archive.writestr(entry, inside[name], compresslevel=9)
    return out.getvalue()


def unsafe_names(names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that Windows cannot unpack, or that fall onto another there, sorted."""
    folded: dict[str, str] = {}
    wrong = set()
    for name in sorted(names):
        parts = PurePosixPath(name).parts
        if len(name) > _LONGEST or any(_DEVICE.match(p) or _REFUSED.search(p) for p in parts):
            wrong.add(name)
        if folded.setdefault(name.casefold(), name) != name:
            wrong.add(name)
    return tuple(sorted(wrong))


def _start_page(title: Mapping[Lang, str]) -> str:
    """Forwards to the site when the site lies beside it; inside an unopened zip it says what to do instead."""
    parts = "".join(_start_part(lang, words) for lang, words in title.items())
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(' · '.join(title.values()))}</title>"
        f'<link rel="stylesheet" href="{FOLDER}assets/xinyu.css">'
        f'<script src="{SCRIPT}"></script></head>'
        f'<body class="xy-page"><main class="md-typeset">{parts}</main></body></html>\n'
    )


def _start_part(lang: Lang, title: str) -> str:
    words = interface(lang)
    steps = "".join(f"<li>{escape(words[f'start-{n}'])}</li>" for n in (1, 2, 3))
    href = f"{FOLDER}{LANG_FOLDER[lang]}index.html"
    return (
        f'<section lang="{lang}"><h1>{escape(title)}</h1><p>{escape(words["start-closed"])}</p><ol>{steps}</ol>'
        f'<p><a href="{href}">{escape(words["start-open"])}</a></p></section>'
    )
