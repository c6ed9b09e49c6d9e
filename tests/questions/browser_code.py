"""The browser's grading and drawing, bundled with esbuild and asked in one Node process."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from support import NODE

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "generator" / "assets"
HARNESS = ROOT / "tests" / "cases" / "grading" / "harness.mjs"
PARTS = (
    'export { grade } from "./questions/index";',
    'export { draw, random, shuffle } from "./questions/draw";',
    'export { fold, readNumber } from "./questions/fold";',
    'export { passes, score } from "./questions/passes";',
)


@cache
def bundle() -> Path:
    """The code under test as one CommonJS file in a folder of its own."""
    out = Path(mkdtemp(prefix="xinyu-grading-")) / "grading.cjs"
    esbuild = ASSETS / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = [
        "--bundle",
        "--format=cjs",
        "--platform=node",
        "--target=es2019",
        f"--outfile={out}",
        "--log-level=error",
    ]
    subprocess.run(
        [str(esbuild), *options, "--loader=ts"],
        input="\n".join(PARTS),
        cwd=ASSETS / "src",
        check=True,
        text=True,
    )
    return out


def ask(jobs: list[dict[str, Any]]) -> list[Any]:
    """What the browser's code makes of each job."""
    done = subprocess.run(
        [*NODE, str(HARNESS), str(bundle())],
        input=json.dumps(jobs),
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    return list(json.loads(done.stdout))
