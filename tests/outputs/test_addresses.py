"""Relative addresses lead where they say, from any page to any other, in either language."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, unquote, urljoin, urlsplit

from building import compiled, page
from hypothesis import example, given
from hypothesis import strategies as st

from generator.outputs.site.page import Addresses, alternate, media_path

SITE = "http://school.lan/xinyu/"
part = st.from_regex(r"[a-z0-9][a-z0-9-]{0,5}", fullmatch=True)
page_ids = st.lists(part, min_size=1, max_size=4).map("/".join)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/"), min_size=1, max_size=8)
pictures = st.lists(names.filter(lambda n: n.strip(".")), min_size=1, max_size=3).map(
    lambda p: f"content/{'/'.join(p)}.svg"
)


def at(page_id: str) -> str:
    return f"{SITE}{page_id}.html"


@given(page_ids, page_ids)
@example("index", "index")
@example("a", "a/b/c")
@example("a/b/c", "a")
def test_a_link_leads_to_its_page(here, there):
    assert urljoin(at(here), Addresses(here)(f"page:{there}")) == at(there)


@given(page_ids, page_ids, part)
@example("a/b", "a/b", "c")
def test_a_link_leads_to_its_anchor(here, there, anchor):
    assert urljoin(at(here), Addresses(here)(f"page:{there}#{anchor}")) == f"{at(there)}#{anchor}"


@given(page_ids)
def test_the_root_is_the_sites_root(here):
    root = Addresses(here).root
    assert root.endswith("/")
    assert urljoin(at(here), root) == SITE


@given(page_ids, pictures)
@example("home/a", "content/a#b.svg")
@example("home/a", "content/a?b%20c d.svg")
@example("home/a", "content/database/图.svg")
def test_a_picture_is_where_it_is_published(here, picture):
    parts = urlsplit(urljoin(at(here), Addresses(here)(f"file:{picture}")))
    assert (parts.query, parts.fragment) == ("", "")
    assert unquote(parts.path) == f"/xinyu/{media_path(picture)}"


@given(pictures, pictures)
@example("content/database/x.svg", "content/datax.svg")
def test_two_pictures_never_share_an_address(one, two):
    assert (media_path(one) == media_path(two)) == (one == two)


def test_a_picture_of_a_lower_layer_is_published_beside_those_of_the_school():
    assert media_path("base/content/a.svg") == media_path("content/a.svg") == "media/content/a.svg"
    assert media_path("base/base/content/a.svg") == "media/content/a.svg"


DOCUMENT = compiled(page("page", "about/x", "话")).documents["zh"]["about/x"]


@given(page_ids)
@example("index")
def test_the_other_language_is_one_address_away_and_back(page_id):
    zh, en = (replace(DOCUMENT, id=page_id, lang=lang) for lang in ("zh", "en"))
    addresses = Addresses(page_id)
    english = f"{SITE}en/{page_id}.html"
    assert urljoin(at(page_id), alternate(zh, addresses)) == english
    assert urljoin(english, alternate(en, addresses)) == at(page_id)
    assert quote(alternate(zh, addresses)) == alternate(zh, addresses)
