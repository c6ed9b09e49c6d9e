"""Runs Lighthouse, as pinned in tools/lighthouse, against a page on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from statistics import median
from typing import Any

from driving import ROOT, tool

CLI = ROOT / "tools" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
LEAST = 95  # of 100, in every category (the product's bar)
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
PATIENCE = 120  # seconds for one run; 8 on a quiet machine


def look(url: str, *, dark: bool = False, factor: float = FACTOR) -> Report:
    """One run on the phone profile: a Moto G Power on slow 4G, both simulated (Lighthouse's own default)."""
    flags = FLAGS + (" --blink-settings=preferredColorScheme=0" if dark else "")  # 0 dark, 1 light
    command = [
        *(sys.executable, str(ROOT / "tools" / "node"), "node", str(CLI), url),
        *("--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"),
        f"--throttling.cpuSlowdownMultiplier={factor:.2f}",
    ]
    environment = {**os.environ, "CHROME_PATH": str(tool("browser").find())}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        tempfile.TemporaryFile("w+", encoding="utf-8") as wrong,
    ):
        running = subprocess.Popen(command, stdout=said, stderr=wrong, env=environment)
        try:
            running.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)  # on which it ends its browser too
            try:
                running.wait(20)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()
            raise
        said.seek(0)
        wrong.seek(0)
        assert running.returncode == 0, wrong.read()[-2000:]
        return _report(json.loads(said.read()))


def _twice(url: str, *, dark: bool, factor: float = FACTOR) -> Report:
    """A look, and a second one where the browser hung: that says nothing of the page."""
    try:
        return look(url, dark=dark, factor=factor)
    except subprocess.TimeoutExpired:
        return look(url, dark=dark, factor=factor)


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
    runs = [_twice(url, dark=dark)]
    if min(runs[0].scores.values()) >= least:
        return runs[0]
    for _ in range(2):
        factor = max(1.0, FACTOR * min(1.0, runs[-1].speed / DESKTOP))
        runs.append(_twice(url, dark=dark, factor=factor))
    middle = {name: median(run.scores[name] for run in runs) for name in CATEGORIES}
    return Report(middle, sorted({line for run in runs for line in run.lost}), runs[-1].bytes, runs[-1].speed)
