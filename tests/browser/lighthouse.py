"""Runs Lighthouse, as pinned in tools/lighthouse, against a page on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from statistics import median
from typing import Any

from driving import ROOT, tool

CLI = ROOT / "tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-dev-shm-usage"


@dataclass(frozen=True)
class Report:
    """Scores from 0 to 100 by category, and what cost points."""

    scores: dict[str, float]
    lost: list[str]
    bytes: int
    speed: float  # of this machine during the run: Lighthouse's benchmarkIndex


# Lighthouse takes what it sees on a desktop machine times four for a phone. That is right for an index of 1,500 and
# more (its docs/throttling.md); a machine that is busy with other tests has less, and is slow enough by itself.
FACTOR, DESKTOP = 4.0, 1500.0


def look(url: str, *, dark: bool = False, factor: float = FACTOR) -> Report:
    """One run on the phone profile: a Moto G Power on slow 4G, both simulated (Lighthouse's own default)."""
    flags = FLAGS + (" --blink-settings=preferredColorScheme=0" if dark else "")  # 0 dark, 1 light
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "tools" / "node"), "node", str(CLI), url),
            *("--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"),
            f"--throttling.cpuSlowdownMultiplier={factor:.2f}",
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={**os.environ, "CHROME_PATH": str(tool("browser").find())},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return _report(json.loads(done.stdout))


def _report(data: dict[str, Any]) -> Report:
    assert not data.get("runtimeError"), data["runtimeError"]
    scores = {name: 100 * float(data["categories"][name]["score"]) for name in CATEGORIES}
    counted = {ref["id"] for c in data["categories"].values() for ref in c["auditRefs"] if ref["weight"]}
    lost = [
        f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()
        for name, audit in data["audits"].items()
        if name in counted and audit["score"] is not None and audit["score"] < 0.9
    ]
    requests = data["audits"]["network-requests"]["details"]["items"]
    return Report(
        scores,
        lost,
        sum(int(r.get("transferSize") or 0) for r in requests if r["url"].startswith("http")),
        float(data["environment"]["benchmarkIndex"]),
    )


def judged(url: str, least: float, *, dark: bool = False) -> Report:
    """The first run where it suffices, else the median of three: a busy machine must not fail a good page."""
    runs = [look(url, dark=dark)]
    if min(runs[0].scores.values()) >= least:
        return runs[0]
    for _ in range(2):
        factor = max(1.0, FACTOR * min(1.0, runs[-1].speed / DESKTOP))
        runs.append(look(url, dark=dark, factor=factor))
    middle = {name: median(run.scores[name] for run in runs) for name in CATEGORIES}
    return Report(middle, sorted({line for run in runs for line in run.lost}), runs[-1].bytes, runs[-1].speed)
