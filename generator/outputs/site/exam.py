"""A sealed exam as HTML: its states one after the other, its papers in templates or encrypted, never a key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from html import escape
from typing import Any, Protocol

from generator.messages import interface
from generator.model import blocks as b
from generator.model.exam import folded_passcode, without_key
from generator.model.record import Lang
from generator.outputs.site.exam_paper import write_paper

# scrypt (RFC 7914): 32 MiB; under a second on a desk, a few on an old phone; docs/decisions/0011 has the figures.
SCRYPT = {"n": 2**15, "r": 8, "p": 2}
BLOCK = 4096  # every paper is padded to the same length, a multiple of this

# What exam.js says; all other words are in the HTML.
SPOKEN = (
    *("ticket-short", "ticket-wrong", "passcode-wait", "passcode-wrong", "draft-none", "resume", "changed", "left"),
    *("over", "order-this", "number", "review-all", "review-open", "failed", "copied", "copy-self", "qr-of"),
    *("erased", "broken"),
)


class Words(Protocol):
    """The interface strings, escaped, in the page's language."""

    @property
    def lang(self) -> Lang:
        """The page's language."""

    def t(self, key: str, **values: object) -> str:
        """The string `key`, its places filled from `values`."""


def write_exam(exam: b.Exam, words: Words) -> str:
    """The whole exam. Raises `AssertionError` where a block still carries its key: that is a bug of ours."""
    assert all(without_key(i) for form in exam.forms for i in form.items)
    papers = [{"paper": form.hash, "html": write_paper(form.items, words)} for form in exam.forms]
    data: dict[str, Any] = {
        "exam": exam.id,
        "lang": words.lang,
        "minutes": exam.minutes,
        "length": exam.length,
        "key": {"id": exam.key_id, "public": exam.public_key},
        "modes": list(exam.modes),
        "words": {k: interface(words.lang)[f"exam-{k}"] for k in SPOKEN},
    }
    templates = ""
    if exam.passcode:
        data["locked"] = lock_papers(exam, papers)
    else:
        data["papers"] = [p["paper"] for p in papers]
        templates = "".join(f'<template data-paper="{p["paper"]}">{p["html"]}</template>' for p in papers)
    return (
        f'<section class="xy-exam" data-exam="{exam.id}">'
        f'<noscript><p class="xy-exam__noscript">{words.t("exam-noscript")}</p></noscript>\n'
        f"{_start(exam, words)}\n{_paper(words)}\n{_review(words)}\n{_done(words)}\n{_commitment(exam, words)}"
        f'<script type="application/json" class="xy-exam__data">{_json(data)}</script>\n{templates}</section>'
    )


def lock_papers(exam: b.Exam, papers: list[dict[str, str]]) -> Mapping[str, object]:
    """The papers encrypted with the passcode, all equally long. The same papers and passcode give the same bytes."""
    from nacl.secret import SecretBox  # noqa: PLC0415 - few sites have an exam with a passcode

    salt = hashlib.sha256(f"xinyu-paper-salt/{exam.id}/{exam.key_id}/{exam.public_key}".encode()).digest()[:16]
    code = folded_passcode(exam.passcode).encode()
    key = hashlib.scrypt(code, salt=salt, n=SCRYPT["n"], r=SCRYPT["r"], p=SCRYPT["p"], maxmem=2**27, dklen=32)
    plain = [json.dumps(p, ensure_ascii=False, sort_keys=True).encode() for p in papers]
    size = -(-max(map(len, plain)) // BLOCK) * BLOCK
    boxes = []
    for text in plain:
        whole = text.ljust(size)  # JSON does not mind spaces at its end
        # The nonce depends on the key and on all of the text, so it never serves two texts.
        nonce = hmac.new(key, b"xinyu-paper-nonce" + whole, hashlib.sha256).digest()[: SecretBox.NONCE_SIZE]
        boxes.append(base64.b64encode(bytes(SecretBox(key).encrypt(whole, nonce))).decode())
    return {"salt": base64.b64encode(salt).decode(), **SCRYPT, "boxes": boxes}


def _json(data: object) -> str:
    """JSON that ends no script element and no comment."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _start(exam: b.Exam, words: Words) -> str:
    t = words.t
    can = f"<li>{t('exam-can-sealed')}</li><li>{t('exam-can-bound')}</li>"
    cannot = "".join(f"<li>{t(f'exam-cannot-{k}')}</li>" for k in ("who", "when", "device"))
    if "supervised" in exam.modes:
        cannot += f"<li>{t('exam-cannot-supervised')}</li>"
    needed = [t("exam-needed", length=exam.length, **{"pass": exam.pass_count})]
    if exam.critical:
        needed.append(t("exam-needed-critical", critical=exam.critical))
    needed.append(t("exam-time", minutes=exam.minutes))
    told = ("" if words.lang == "zh" else " ").join(needed)
    return (
        '<div class="xy-exam__start" data-state="start">'
        f'<p class="xy-exam__needed">{told}</p>'
        f'<div class="xy-box xy-box--note"><p class="xy-box__title">{t("exam-can-title")}</p>'
        f"<p><strong>{t('exam-can')}</strong></p><ul>{can}</ul><p><strong>{t('exam-cannot')}</strong></p><ul>{cannot}</ul></div>"
        '<div class="xy-exam__resume" hidden><p></p><p class="xy-exam__row">'
        f'<button type="button" class="xy-next" data-do="resume">{t("exam-resume-yes")}</button>'
        f'<button type="button" class="xy-again" data-do="forget">{t("exam-resume-no")}</button></p></div>'
        f'<form class="xy-exam__enter" autocomplete="off" hidden>{_ticket(words)}{_modes(exam, words)}{_passcode(exam, words)}'
        f'<p class="xy-hint">{t("exam-draft")}</p><p class="xy-exam__said" role="status"></p>'
        f'<button type="submit" class="xy-next">{t("exam-start")}</button></form></div>'
    )


def _ticket(words: Words) -> str:
    return (
        f'<p class="xy-exam__field"><label for="xy-ticket">{words.t("exam-ticket")}</label>'
        '<input id="xy-ticket" name="ticket" type="text" autocapitalize="characters" autocomplete="off" autocorrect="off" '
        'spellcheck="false" maxlength="40" required aria-describedby="xy-ticket-hint xy-ticket-error">'
        f'<span class="xy-hint" id="xy-ticket-hint">{words.t("exam-ticket-hint")}</span>'
        '<span class="xy-exam__error" id="xy-ticket-error" role="alert"></span></p>'
    )


def _modes(exam: b.Exam, words: Words) -> str:
    only = len(exam.modes) == 1
    rows = "".join(
        f'<li><label><input type="radio" name="mode" value="{m}" required{" checked" if only else ""}>'
        f"<span>{words.t(f'exam-mode-{m}')}</span></label></li>"
        for m in exam.modes
    )
    return f'<fieldset><legend>{words.t("exam-mode")}</legend><ol class="xy-options">{rows}</ol></fieldset>'


def _passcode(exam: b.Exam, words: Words) -> str:
    if not exam.passcode:
        return ""
    return (
        f'<p class="xy-exam__field"><label for="xy-passcode">{words.t("exam-passcode")}</label>'
        '<input id="xy-passcode" name="passcode" type="text" autocapitalize="characters" autocomplete="off" '
        'autocorrect="off" spellcheck="false" maxlength="100" required '
        'aria-describedby="xy-passcode-hint xy-passcode-error">'
        f'<span class="xy-hint" id="xy-passcode-hint">{words.t("exam-passcode-hint")}</span>'
        '<span class="xy-exam__error" id="xy-passcode-error" role="alert"></span></p>'
    )


def _paper(words: Words) -> str:
    t = words.t
    return (
        f'<div class="xy-exam__paper" data-state="paper" hidden><h3>{t("exam-paper")}</h3>'
        '<p class="xy-exam__clock"></p><p class="xy-exam__said" role="status"></p>'
        '<form class="xy-exam__form" autocomplete="off"></form>'
        f'<p class="xy-exam__row"><button type="button" class="xy-next" data-do="review">{t("exam-check")}</button></p></div>'
    )


def _review(words: Words) -> str:
    t = words.t
    return (
        f'<div class="xy-exam__review" data-state="review" hidden><h3>{t("exam-review")}</h3><p class="xy-exam__sum"></p>'
        f'<div class="xy-exam__open" hidden><p>{t("exam-review-go")}</p><ul></ul></div>'
        f'<p class="xy-exam__said" role="status"></p><p>{t("exam-review-last")}</p><p class="xy-exam__row">'
        f'<button type="button" class="xy-next" data-do="seal">{t("exam-seal")}</button>'
        f'<button type="button" class="xy-again" data-do="back">{t("exam-back")}</button></p></div>'
    )


def _done(words: Words) -> str:
    t = words.t
    return (
        f'<div class="xy-exam__done" data-state="done" hidden><h3>{t("exam-done")}</h3>'
        f'<p class="xy-exam__receipt"><span>{t("exam-receipt")}</span> <strong></strong></p>'
        f"<p>{t('exam-receipt-why')}</p><p>{t('exam-hand')}</p>"
        f'<h4>{t("exam-file")}</h4><p><button type="button" class="xy-next" data-do="file">{t("exam-file-button")}</button></p>'
        f'<h4 id="xy-code">{t("exam-code")}</h4><p class="xy-hint">{t("exam-code-why")}</p>'
        '<textarea class="xy-exam__code" rows="5" readonly aria-labelledby="xy-code"></textarea>'
        f'<p><button type="button" class="xy-next" data-do="copy">{t("exam-code-button")}</button></p>'
        f'<h4>{t("exam-qr")}</h4><p class="xy-hint">{t("exam-qr-why")}</p><div class="xy-exam__qr"></div>'
        f'<p class="xy-hint">{t("exam-erase-why")}</p>'
        f'<p><button type="button" class="xy-again" data-do="erase">{t("exam-erase")}</button></p>'
        '</div><p class="xy-exam__last" role="status"></p>'
    )


def _commitment(exam: b.Exam, words: Words) -> str:
    if not exam.commitment:
        return ""
    return (
        f'<details class="xy-fold"><summary>{words.t("exam-commitment")}</summary>'
        f"<p>{words.t('exam-commitment-why')}</p><p><code>{escape(exam.commitment)}</code></p></details>"
    )
