"""Writes the service worker of a tree that an engine has written: only then are the bytes of its pages known."""

from __future__ import annotations

from pathlib import Path

from generator.files import write_file
from generator.outputs.site.tree import SiteTree
from generator.outputs.site.worker import WORKER, write_end, write_worker


def finish_tree(folder: Path, tree: SiteTree, *, keeps_copies: bool) -> None:
    """Writes `sw.js` of the tree in `folder`; without copies it is the one that ends an earlier worker."""
    kept = {address: (folder / address.partition("?")[0]).read_bytes() for address in tree.kept}
    write_file(folder / WORKER, write_worker(kept) if keeps_copies else write_end())
