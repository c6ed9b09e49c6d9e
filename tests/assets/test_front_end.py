"""The front end's own tests: each *.test.mjs runs the TypeScript of generator/assets/src under node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support import NODE

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_front_end(name: str) -> None:
    command = [*NODE, "--test", "--test-reporter=spec", str(HERE / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
