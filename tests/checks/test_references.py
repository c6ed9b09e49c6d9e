"""Ids that must exist, addresses that must be one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import on_pages, said_by, together
from support import TODAY, edit

from generator.checks.references import check_page
from generator.checks.references import check_references as check_tables
from generator.load.project import load_project

check_references = together(on_pages(check_page), check_tables)

SLEEP = "content/home/sleep.md"


def test_the_small_project_names_nothing_that_is_not_there(minimal_project: Path) -> None:
    assert said_by(check_references, minimal_project) == []


@pytest.mark.parametrize(
    ("name", "find", "put", "code", "line"),
    [
        (SLEEP, "themes: [sleep]", "themes: [sleeep]", "theme-unknown", 8),
        (SLEEP, "bands: [junior]", "bands: [senior]", "band-unknown", 7),
        (SLEEP, "related: [about/privacy]", "related: [about/nix]", "page-unknown", 14),
        (SLEEP, "law: jwf", "law: nix", "source-unknown", 12),
        ("content/lesson/g3-a09.md", "goals: [X-help]", "goals: [X-nix]", "goal-unknown", 11),
        ("content/doc/referral.md", "serves: [M018]", "serves: [M999]", "duty-unknown", 13),
        ("site_config/glossary.yml", "aliases: {zh", "pages: [home/nix]\n    aliases: {zh", "page-unknown", 2),
        ("site_config/calendar.yml", "page: home/sleep", "page: home/nix", "page-unknown", 2),
        ("site_config/mandates/values.yml", "source: suzhou", "source: nix", "source-unknown", 2),
        ("site_config/school.yml", "class_hour", "bands: [nix]\nclass_hour", "band-unknown", 2),
        ("quizzes/parent/junior-2.yml", "lecture: parent/lecture-junior-2", "lecture: nix", "page-unknown", 1),
        ("quizzes/parent/junior-2.yml", "law: jwf", "law: nix", "source-unknown", 5),
        ("quizzes/t1/c1-3.yml", "[c1-3-o1]", "[nix]", "outcome-unknown", 6),
    ],
)
def test_an_id_that_is_not_there(  # noqa: PLR0917 - the columns of a table
    minimal_project: Path, name: str, find: str, put: str, code: str, line: int
) -> None:
    edit(minimal_project, name, find, put)
    assert said_by(check_references, minimal_project) == [(code, name, line)]


def test_a_source_that_is_gone_is_missed_by_the_duties_and_values_it_sets(minimal_project: Path) -> None:
    edit(minimal_project, "site_config/mandates/sources.yml", "id: suzhou", "id: other")
    places = said_by(check_references, minimal_project)
    assert {code for code, _, _ in places} == {"source-unknown"}
    assert {
        ("source-unknown", "site_config/mandates/suzhou.yml", 1),
        ("source-unknown", "site_config/mandates/values.yml", 2),
        ("source-unknown", "content/parent/lecture-junior-2.md", 8),
    } <= set(places)


def test_what_was_meant_is_suggested(minimal_project: Path) -> None:
    edit(minimal_project, SLEEP, "themes: [sleep]", "themes: [sleeep]")
    (problem,) = check_references(load_project(minimal_project, TODAY).library)
    assert problem.suggestion == "sleep"


@pytest.mark.parametrize("alias", ["home/bedtime", "policy/suzhou", "about/corrections"])
def test_an_address_belongs_to_one_page(minimal_project: Path, alias: str) -> None:
    edit(minimal_project, "content/about/corrections.md", "reviewed:", f"aliases: [{alias}]\nreviewed:")
    assert [code for code, _, _ in said_by(check_references, minimal_project)] == ["alias-taken"]


def test_a_link_to_a_page_with_faults_is_not_a_second_fault(minimal_project: Path) -> None:
    edit(minimal_project, "content/about/privacy.md", "title:", "titel:")
    assert said_by(check_references, minimal_project) == []
