"""What a batch is asked to make."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.batch import inputs
from coprod_tools.batch.inputs import Input, without_clashes

IATI = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
  <iati-activity default-currency="NZD">
    <iati-identifier>XX-1-A</iati-identifier>
    <reporting-org ref="XX-1" type="10"><narrative>Ministry</narrative></reporting-org>
    <title><narrative>Water for two villages</narrative></title>
    <description><narrative>Wells.</narrative></description>
    <participating-org ref="XX-1" type="10" role="1"><narrative>Ministry</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2020-01-01"/>
  </iati-activity>
</iati-activities>
"""


def inputs_of(paths: list[Path] | list[Path | str]) -> tuple[Input, ...]:
    """The inputs, with records written beside the first path."""
    beside = Path(paths[0]).parent / "beside"
    beside.mkdir(exist_ok=True)
    return inputs.inputs_of(paths, None, beside)


def policy(path: Path, name: str, more: str = "") -> Path:
    """A small policy file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"coprod: 1\nid: {name}\ntitle: {name}\n{more}", encoding="utf-8")
    return path


def test_a_folder_gives_each_policy_in_it_and_below(tmp_path: Path) -> None:
    """Other files and a policy's own side files are not inputs."""
    policy(tmp_path / "a.yaml", "a")
    policy(tmp_path / "deep" / "b" / "policy.yaml", "b")
    (tmp_path / "deep" / "b" / "joins.yaml").write_text("coprod: 1\n", encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("about: something\n", encoding="utf-8")
    assert [one.id for one in inputs_of([tmp_path])] == ["a", "b"]


@pytest.mark.parametrize(
    "head",
    [
        "coprod: 1\nid: a\ntitle: t\n",
        "coprod: 1\nid: 'a'  # a comment\ntitle: t\n",
        'coprod: 1\n"id": "a"\ntitle: t\n',
        "{coprod: 1, id: a, title: t}\n",
        "coprod: 1\ntitle: t\nsummary: |\n  id: b\nid: a\n",
        "coprod: 1\ntitle: t\nid:\n  a\n",
        "coprod: 1\r\nid: a\r\ntitle: t\r\n",
    ],
)
def test_the_id_is_found_however_it_is_written(head: str, tmp_path: Path) -> None:
    """In one plain line, quoted, in brackets, on the next line; never one inside a text."""
    (tmp_path / "p.yaml").write_bytes(head.encode())
    assert [one.id for one in inputs_of([tmp_path / "p.yaml"])] == ["a"]


def test_a_file_named_twice_is_one_input(tmp_path: Path) -> None:
    """By itself and by its folder."""
    path = policy(tmp_path / "a.yaml", "a")
    assert [one.id for one in inputs_of([path, tmp_path])] == ["a"]


def test_what_cannot_be_read_is_refused_and_the_others_stay(tmp_path: Path) -> None:
    """A missing file, a wrong one, and an empty folder each with their reason."""
    good = policy(tmp_path / "good.yaml", "good")
    bad = policy(tmp_path / "bad.yaml", "bad id", "titel: x\n")
    (tmp_path / "empty").mkdir()
    found = inputs_of([bad, tmp_path / "nothing.yaml", tmp_path / "empty", "worked:nothing", good])
    assert [bool(one.refused) for one in found] == [True, True, True, True, False]
    assert "bad.yaml:4:1 titel" in str(found[0].refused)


def test_every_input_whose_id_clashes_is_refused(tmp_path: Path) -> None:
    """None of them may win by chance."""
    paths = [policy(tmp_path / f"{n}.yaml", "same" if n < 2 else "other") for n in range(3)]
    found = inputs_of(paths)
    assert [bool(one.refused) for one in found] == [True, True, False]
    assert all(str(path) in str(found[0].refused) for path in paths[:2])


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("\u0101", "a\u0304"), ("\u00df", "SS")])
def test_ids_clash_as_file_systems_compare_names(one: str, other: str) -> None:
    """Whatever the case and however an accent is written."""
    assert all(each.refused for each in without_clashes([Input("x", one), Input("y", other)]))


def test_a_file_that_can_be_imported_gives_an_input_for_each_record(tmp_path: Path) -> None:
    """Named `FILE#foreign-id`, with the policy's text at hand."""
    path = tmp_path / "donor.xml"
    path.write_text(IATI, encoding="utf-8")
    (one,) = inputs_of([path])
    assert one.name == f"{path}#XX-1-A"
    assert one.id == "xx-1-a"
    assert "Water for two villages" in Path(one.path).read_text(encoding="utf-8")


def test_an_importable_file_that_is_broken_is_refused_whole(tmp_path: Path) -> None:
    """With the line."""
    path = tmp_path / "donor.xml"
    path.write_text(IATI.replace("</iati-activities>", ""), encoding="utf-8")
    (one,) = inputs_of([path])
    assert "donor.xml:" in str(one.refused)
