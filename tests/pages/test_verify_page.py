"""The page that checks certificates: what its script knows, and what stands there without it or without a key."""

from __future__ import annotations

import json

from building import context, library, page, sections, words

from generator.model import blocks as b
from generator.model.certificate import CertificateKey
from generator.outputs.site.html import HtmlWriter
from generator.outputs.site.page import Addresses
from generator.outputs.site.worker import KEPT_KINDS
from generator.pages import PAGE_KINDS

VERIFY = PAGE_KINDS["verify"]
KEYS = (
    CertificateKey(id="school-2026", public="AAAA", until="2027-08-31", withdrawn=("7K3QM4XW9P",)),
    CertificateKey(id="school-2025", public="BBBB"),
)


def lowered(keys: tuple[CertificateKey, ...] = KEYS, lang: str = "zh") -> tuple[b.Live, list[b.Block]]:
    made = page("verify", "verify", sections(("proves", "fails")))
    live, *rest = VERIFY.lower(made, made.body, context(made, lang=lang, certificate_keys={k.id: k for k in keys}))
    assert isinstance(live, b.Live)
    return live, rest


def test_its_script_knows_the_published_halves_and_nothing_else():
    live, rest = lowered()
    assert live.data == {
        "site": library().site.title.zh,
        "keys": [
            {"id": "school-2026", "public": "AAAA", "until": "2027-08-31", "withdrawn": ["7K3QM4XW9P"]},
            {"id": "school-2025", "public": "BBBB", "until": "", "withdrawn": []},
        ],
    }
    assert {key.partition("-")[0] for key in live.words} == {"verify"}
    assert isinstance(rest[0], b.Heading)
    written = HtmlWriter("zh", Addresses("verify")).blocks((live,))
    assert json.dumps(live.data["keys"][0]["public"]) in written


def test_without_a_script_it_says_how_the_school_checks():
    for lang in ("zh", "en"):
        assert "xinyu certificates check" in words(lowered(lang=lang)[0].blocks[0])


def test_without_a_key_it_says_that_nothing_can_be_checked_here():
    live, _ = lowered(())
    assert live.data["keys"] == []
    assert "没有公布" in words(live.blocks[0])
    assert "published no key" in words(lowered((), "en")[0].blocks[0])


def test_it_is_kept_for_a_browser_without_a_network():
    assert "verify" in KEPT_KINDS
