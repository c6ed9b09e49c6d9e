"""`site_config/`: records by id, faults at their line, one bad entry does not lose the others."""

from __future__ import annotations

from pathlib import Path

from support import compile_folder, edit


def write(root: Path, name: str, text: str) -> None:
    (root / "site_config" / name).write_text(text, encoding="utf-8")


def test_one_bad_entry_does_not_lose_the_others(minimal_project: Path) -> None:
    edit(minimal_project, "site_config/goals.yml", "id: M3", "id: [M3]")
    project = compile_folder(minimal_project)
    assert set(project.library.goals) == {"X-help"}
    problem = project.only("field-type")
    assert (problem.span.line, project.marked(problem)) == (2, "[M3]")


def test_every_table_is_read(minimal_project: Path) -> None:
    library = compile_folder(minimal_project).library
    assert set(library.hotlines) == {"12356", "110", "120"}
    assert library.hotlines["12356"].for_.get("en") == "Anyone"
    assert library.values["term-class-hours"].value == 10
    assert library.duties["M044"].source == "suzhou"
    assert library.events["opening-autumn"].months == (9,)
    assert library.glossary["low-mood"].aliases.zh == ("心情不好",)
    assert library.wording["no-glass-heart"].avoid.en == ("snowflake",)


def test_a_record_knows_where_it_was_written(minimal_project: Path) -> None:
    library = compile_folder(minimal_project).library
    assert library.span("hotlines:110").line == 14
    assert library.span("duties:M044").file == "site_config/mandates/suzhou.yml"
    assert library.span("hotlines:none").file == "site_config"


def test_an_empty_file_is_no_fault(minimal_project: Path) -> None:
    write(minimal_project, "glossary.yml", "# noch nichts\n")
    write(minimal_project, "school.yml", "")
    assert compile_folder(minimal_project).text() == ""


def test_a_number_of_a_telephone_keeps_its_zeros(minimal_project: Path) -> None:
    write(minimal_project, "school.yml", "phone: 0512-65220000\nname: 007\n")
    school = compile_folder(minimal_project).library.school
    assert (school.phone, school.name and school.name.zh) == ("0512-65220000", "007")


def test_an_unknown_file_is_named_with_the_one_meant(minimal_project: Path) -> None:
    write(minimal_project, "calender.yml", "events: []\n")
    problem = compile_folder(minimal_project).only("config-unknown")
    assert (problem.severity, problem.suggestion) == ("warning", "calendar.yml")


def test_schemas_and_notes_beside_the_records_are_left_alone(minimal_project: Path) -> None:
    (minimal_project / "site_config/schema").mkdir()
    write(minimal_project, "schema/hotlines.json", "{")
    write(minimal_project, "schema/x.yml", "[")
    write(minimal_project, "README.txt", "x")
    assert compile_folder(minimal_project).text() == ""


def test_duties_without_their_source(minimal_project: Path) -> None:
    edit(minimal_project, "site_config/mandates/suzhou.yml", "source: suzhou\n", "")
    edit(minimal_project, "content/lesson/g3-a09.md", "，[[mandate:M044]]", "")
    edit(minimal_project, "content/lesson/g3-a09.en.md", ", [[mandate:M044]]", "")
    assert compile_folder(minimal_project).codes == ["field-missing"]
