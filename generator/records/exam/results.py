"""Results of an opening as text, JSON and CSV: the same answers give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict

from generator.messages import interface
from generator.model.exam import commitment
from generator.records.exam.opening import Known, Result, Sitting
from generator.records.exam.response import Refused
from generator.records.table import printable, safe_cell

FORMAT = "xinyu-exam-results"
COLUMNS = (
    *("status", "exam", "ticket", "passed", "right", "of", "needed", "missed", "supervision", "lang", "form"),
    *("receipt", "nonce", "contested", "reason", "detail", "source"),
)


def write_results(results: tuple[Result, ...], sittings: Mapping[str, Sitting], key: str, form: str, lang: str) -> str:
    """The results in the form asked for: `text`, `json` or `csv`."""
    if form == "json":
        return _json(results, sittings, key)
    return _csv(results) if form == "csv" else _text(results, lang)


def _json(results: tuple[Result, ...], sittings: Mapping[str, Sitting], key: str) -> str:
    used = sorted({r.exam for r in results if r.exam in sittings})
    data = {
        "format": FORMAT,
        "version": 1,
        "key": key,
        "exams": [
            {
                "exam": name,
                "commitment": commitment(sittings[name].exam),
                "papers": {h: {"form": p.form + 1, "lang": lang} for h, (p, lang) in sittings[name].papers.items()},
            }
            for name in used
        ],
        "counts": {"accepted": sum(not r.reason for r in results), "rejected": sum(bool(r.reason) for r in results)},
        "results": [_row(r) for r in results],
    }
    return json.dumps(data, ensure_ascii=True, indent=1, sort_keys=True) + "\n"


def _row(result: Result) -> dict[str, object]:
    row = asdict(result)
    row["status"] = "rejected" if result.reason else "accepted"
    row["groups"] = [{"group": g, "right": right, "of": of} for g, right, of in result.groups]
    return row


def _csv(results: tuple[Result, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for result in results:
        row = _row(result)
        row["missed"] = " ".join(result.missed)
        writer.writerow([safe_cell(row[name]) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _text(results: tuple[Result, ...], lang: str) -> str:
    words = interface(lang)
    lines = []
    for r in results:
        if r.reason:
            said = words[f"answer-{r.reason}"] + (
                words["brackets"].format(text=printable(r.detail)) if r.detail else ""
            )
            who = r.ticket or r.receipt or "-"
            lines.append(f"✗ {who}  {said}  {printable(r.source)}")
            continue
        verdict = words["answer-passed" if r.passed else "answer-not-passed"]
        extra = [words["answer-missed"].format(names=" ".join(r.missed))] if r.missed else []
        extra += [words["answer-contested"]] if r.contested else []
        lines.append("  ".join((f"✓ {r.ticket}", r.receipt, f"{r.right}/{r.of}", verdict, *extra)))
    counts = {"accepted": sum(not r.reason for r in results), "rejected": sum(bool(r.reason) for r in results)}
    lines.append(words["answer-counts"].format(**counts))
    return "\n".join(lines) + "\n"


def read_known(text: str) -> Known:
    """What earlier runs accepted, from their JSON; our own output, so it may be long. Raises `Refused`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Refused("known-file") from fault
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("results"), list):
        raise Refused("known-file")
    rows = [r for r in data["results"] if isinstance(r, dict) and r.get("status") == "accepted"]
    return Known(
        {str(r.get("nonce")): str(r.get("receipt")) for r in rows},
        frozenset((str(r.get("exam")), str(r.get("ticket"))) for r in rows),
    )
