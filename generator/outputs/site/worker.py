"""What makes the site installable: the manifest, and the service worker with the plan of what it keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files

from generator.compile.compilation import Compilation
from generator.messages import interface
from generator.model.record import Lang
from generator.outputs.site.named import version_of

WORKER = "sw.js"
MANIFEST = "manifest.json"  # not .webmanifest: servers of schools do not know that ending
OFFLINE = "offline.html"
# Pages that open without a network though never visited.
KEPT_KINDS = frozenset({"home", "urgent", "hotline-list", "my", "verify"})
KEPT_FOLDERS = ("urgent/", "hotline/")
_FRAME = ("404.html", OFFLINE)
_DIGITS = 32  # of SHA-256, as src/worker/stores.ts compares them


def kept_pages(compilation: Compilation) -> tuple[str, ...]:
    """The pages a worker keeps from the start, as paths in the tree, sorted."""
    pages = {
        f"{page.id}.html"
        for page in compilation.library.pages.values()
        if page.meta.kind in KEPT_KINDS or page.id.startswith(KEPT_FOLDERS)
    }
    return tuple(sorted(pages.union(_FRAME)))


def write_manifest(compilation: Compilation, lang: Lang) -> bytes:
    """The web app manifest (W3C): addresses are relative to itself, so that it works in any folder of a server."""
    site = compilation.library.site
    icon = {"type": "image/png", "purpose": "any"}
    data = {
        "name": site.title.get(lang),
        "short_name": site.title.get(lang),
        "description": site.tagline.get(lang),
        "lang": "en" if lang == "en" else "zh-CN",
        "dir": "ltr",
        "id": "./index.html",
        "start_url": "./index.html",
        "scope": "./",
        "display": "minimal-ui",  # with a way back, for links from chat groups
        "background_color": "#fbfaf7",
        "theme_color": "#0a585c",
        "icons": [
            {"src": "assets/icon-192.png", "sizes": "192x192", **icon},
            {"src": "assets/icon-512.png", "sizes": "512x512", **icon},
            {"src": "assets/icon-maskable-512.png", "sizes": "512x512", **icon, "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": interface(lang)["help-now"], "url": f"{page}.html"}
            for page in ("urgent/now",)
            if page in compilation.library.pages
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def write_worker(kept: Mapping[str, bytes]) -> bytes:
    """The worker of one tree. `kept` is what it fetches at once: address (with `?v=` where pages ask so) -> bytes."""
    script = _script("worker.js")
    plan = [[address, hashlib.sha256(data).hexdigest()[:_DIGITS]] for address, data in sorted(kept.items())]
    version = version_of(json.dumps(plan).encode() + script)
    text = json.dumps({"version": version, "offline": OFFLINE, "files": plan}, ensure_ascii=True, separators=(",", ":"))
    return b"self.xinyuPlan=" + text.encode() + b";\n" + script


def write_end() -> bytes:
    """The worker that ends the one before it: for a site that keeps no copies, and for a preview."""
    return _script("worker-off.js")


def _script(name: str) -> bytes:
    return (files("generator.assets") / "dist" / name).read_bytes()
