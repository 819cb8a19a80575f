"""Importing into a folder: what is written, what is left alone, what is said before anything is done."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools import policyfile
from coprod_tools.exchange import ImportedPolicy, import_file
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.plain_policy import policy_of, pruned
from coprod_tools.exchange.wording import cleaned
from coprod_tools.policy import Policy
from coprod_tools.problems import InvalidInput, UsageError
from tests.conftest import ROOT
from tests.exchange.iati_files import iati

SAMPLE = ROOT / "templates" / "samples" / "donor-iati.xml"
NAMES = ["xx-invented-1-escuelas-7-72cd7a", "xx-invented-1-flood", "xx-invented-1-nurses", "xx-invented-1-wells"]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def one_file(folder: Path, text: str, name: str = "donor.xml") -> Path:
    """Write a source file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sample_becomes_four_policies_and_a_loss_report(tmp_path: Path) -> None:
    """The six hex digits are the start of the SHA-256 of XX-INVENTED-1-ESCUELAS/7."""
    assert hashlib.sha256(b"XX-INVENTED-1-ESCUELAS/7").hexdigest()[:6] == "72cd7a"
    report = import_file("iati", SAMPLE, tmp_path / "out")
    assert sorted(files_in(tmp_path / "out")) == ["loss.json", *(f"{name}.yaml" for name in NAMES)]
    assert report.refused == ()
    for name in NAMES:
        assert policyfile.read(tmp_path / "out" / f"{name}.yaml").id == name


def test_the_sample_carries_what_a_count_by_hand_gives(tmp_path: Path) -> None:
    """Counted in the file: NZD 400,000 + 350,000.50 + 120,000; EUR 20,000 + 90,000; ten participating organisations."""
    carried = import_file("iati", SAMPLE, tmp_path, dry_run=True).carried
    assert carried["budget_sum"] == {"EUR": "110000", "NZD": "870000.50"}
    assert carried["results"] == {"1": 1, "2": 2, "3": 1, "9": 1}
    assert {name: carried[name] for name in ("activities", "indicators", "periods", "transactions", "documents")} == {
        "activities": 4, "indicators": 5, "periods": 5, "transactions": 5, "documents": 1,
    }  # fmt: skip
    assert (carried["participating_org_rows"], carried["without_results"]) == (10, 1)


def test_the_loss_report_has_its_fixed_shape(tmp_path: Path) -> None:
    """DESIGN section 8: format, source, sha256, carried with nodes and edges, lost rows."""
    import_file("iati", SAMPLE, tmp_path)
    loss = json.loads((tmp_path / "loss.json").read_text(encoding="utf-8"))
    assert list(loss) == ["format", "source", "sha256", "carried", "lost"]
    assert (loss["format"], loss["source"]) == ("iati", "donor-iati.xml")
    assert loss["sha256"] == hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert {"nodes", "edges"} <= set(loss["carried"])
    assert all(set(row) == {"field", "count", "why", "examples"} for row in loss["lost"])


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tmp_path: Path) -> None:
    """Not even the folder is made."""
    report = import_file("iati", SAMPLE, tmp_path / "out", dry_run=True)
    assert not (tmp_path / "out").exists()
    assert [(row.action, row.path) for row in report.rows if row.id == "xx-invented-1-flood"] == [
        ("added", tmp_path / "out" / "xx-invented-1-flood.yaml")
    ]
    assert report.dry_run


def test_the_file_names_its_source_and_digest(tmp_path: Path) -> None:
    """In comments above."""
    import_file("iati", SAMPLE, tmp_path)
    text = (tmp_path / "xx-invented-1-wells.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Imported from donor-iati.xml (format iati), record XX-INVENTED-1-WELLS\n")
    assert hashlib.sha256(SAMPLE.read_bytes()).hexdigest() in text


def test_what_is_there_is_left_alone_unless_told(tmp_path: Path) -> None:
    """Every record is refused, nothing changes, and the loss report stays as it was."""
    import_file("iati", SAMPLE, tmp_path)
    (tmp_path / "xx-invented-1-wells.yaml").write_text("coprod: 1\nid: xx-invented-1-wells\ntitle: Mine\n")
    before = files_in(tmp_path)
    report = import_file("iati", SAMPLE, tmp_path)
    assert files_in(tmp_path) == before
    assert [row.action for row in report.rows] == ["refused"] * 4
    assert "--existing merge" in report.rows[0].reason


def test_new_records_come_in_beside_refused_ones(tmp_path: Path) -> None:
    """One of four is there already."""
    (tmp_path / "xx-invented-1-flood.yaml").write_text("coprod: 1\nid: xx-invented-1-flood\ntitle: Mine\n")
    report = import_file("iati", SAMPLE, tmp_path)
    assert sorted(row.action for row in report.rows) == ["added", "added", "added", "refused"]
    assert [row.id for row in report.refused] == ["xx-invented-1-flood"]


def test_merge_keeps_what_the_source_does_not_know_and_shows_each_difference(tmp_path: Path) -> None:
    """Comments, own fields and own items stay; what the source says wins and is shown."""
    import_file("iati", one_file(tmp_path, iati("")), tmp_path / "out")
    path = tmp_path / "out" / "aa-1.yaml"
    own = "# my note\n" + path.read_text(encoding="utf-8").replace(
        "actors:\n", "actors:\n  - {id: elders, label: Elders}\n"
    )
    path.write_text(own + "open: [where the wells go]\n", encoding="utf-8")
    changed = one_file(tmp_path, iati('<activity-status code="2"/>').replace("Wells", "Deep wells"))
    report = import_file("iati", changed, tmp_path / "out", existing="merge")
    policy = policyfile.read(path)
    assert path.read_text(encoding="utf-8").startswith("# my note\n")
    assert [actor.id for actor in policy.actors or ()] == ["elders", "aa"]
    assert (str(policy.title), policy.open) == ("Deep wells", ("where the wells go",))
    assert policy.activities is not None and policy.activities[0].stage == "delivery"
    (row,) = report.rows
    assert row.action == "merged"
    assert "title.en: Wells -> Deep wells" in row.changes
    assert any("actors[elders]" in change and "kept" in change for change in row.changes)


def test_a_second_merge_changes_nothing(tmp_path: Path) -> None:
    """Merging is idempotent."""
    import_file("iati", SAMPLE, tmp_path)
    before = files_in(tmp_path)
    report = import_file("iati", SAMPLE, tmp_path, existing="merge")
    assert {row.action for row in report.rows} == {"unchanged"}
    assert files_in(tmp_path) == before


def test_a_dry_merge_shows_the_differences_and_writes_nothing(tmp_path: Path) -> None:
    """The same differences that a merge would make."""
    import_file("iati", one_file(tmp_path, iati("")), tmp_path / "out")
    before = files_in(tmp_path / "out")
    changed = one_file(tmp_path, iati("").replace("Wells", "Deep wells"))
    dry = import_file("iati", changed, tmp_path / "out", dry_run=True, existing="merge")
    assert files_in(tmp_path / "out") == before
    assert dry.rows[0].changes == import_file("iati", changed, tmp_path / "out", existing="merge").rows[0].changes


def test_replace_writes_anew_and_shows_what_goes(tmp_path: Path) -> None:
    """What was there before is named."""
    (tmp_path / "aa-1.yaml").write_text("coprod: 1\nid: aa-1\ntitle: Mine\n")
    report = import_file("iati", one_file(tmp_path, iati("")), tmp_path, existing="replace")
    assert report.rows[0].action == "replaced"
    assert any(change.startswith("title: Mine ->") for change in report.rows[0].changes)
    assert policyfile.read(tmp_path / "aa-1.yaml").title == "Wells"


def test_merge_into_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """It is left as it was, with the reason."""
    (tmp_path / "aa-1.yaml").write_text("coprod: 1\nid: aa-1\n")
    report = import_file("iati", one_file(tmp_path, iati("")), tmp_path, existing="merge")
    assert report.rows[0].action == "refused" and "title" in report.rows[0].reason
    assert (tmp_path / "aa-1.yaml").read_text() == "coprod: 1\nid: aa-1\n"


def test_a_policy_in_its_own_folder_is_found(tmp_path: Path) -> None:
    """DIR/<id>/policy.yaml counts as being there."""
    (tmp_path / "aa-1").mkdir()
    (tmp_path / "aa-1" / "policy.yaml").write_text("coprod: 1\nid: aa-1\ntitle: Mine\n")
    source = one_file(tmp_path, iati(""))
    assert import_file("iati", source, tmp_path).rows[0].action == "refused"
    assert import_file("iati", source, tmp_path, existing="merge").rows[0].action == "merged"
    assert policyfile.read(tmp_path / "aa-1").title == "Wells"
    assert not (tmp_path / "aa-1.yaml").exists()


def test_records_whose_ids_clash_are_all_refused(tmp_path: Path) -> None:
    """AA-1 and aa-1 would be one file; the third record comes in."""
    record = iati("").removeprefix('<iati-activities version="2.03">').removesuffix("</iati-activities>")
    three = record + record.replace("AA-1", "aa-1") + record.replace("AA-1", "BB-1")
    report = import_file(
        "iati", one_file(tmp_path, f'<iati-activities version="2.03">{three}</iati-activities>'), tmp_path / "o"
    )
    assert [(row.foreign_id, row.action) for row in report.rows] == [
        ("AA-1", "refused"),
        ("aa-1", "refused"),
        ("BB-1", "added"),
    ]
    assert sorted(files_in(tmp_path / "o")) == ["bb-1.yaml", "loss.json"]


def test_an_earlier_loss_report_of_another_source_is_kept(tmp_path: Path) -> None:
    """Under a name made of its content."""
    import_file("iati", SAMPLE, tmp_path / "out")
    before = (tmp_path / "out" / "loss.json").read_bytes()
    import_file("iati", one_file(tmp_path, iati("")), tmp_path / "out")
    kept = tmp_path / "out" / f"loss-{hashlib.sha256(before).hexdigest()[:8]}.json"
    assert kept.read_bytes() == before
    assert json.loads((tmp_path / "out" / "loss.json").read_text())["source"] == "donor.xml"


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    """In any folder."""
    import_file("iati", SAMPLE, tmp_path / "a")
    import_file("iati", SAMPLE, tmp_path / "b")
    assert files_in(tmp_path / "a") == files_in(tmp_path / "b")


def test_a_wrong_format_choice_or_folder_is_a_usage_error(tmp_path: Path) -> None:
    """Said before anything is read."""
    for arguments in (
        ("iatii", tmp_path / "o", "refuse"),
        ("iati", tmp_path / "o", "mix"),
        ("iati", SAMPLE, "refuse"),
        ("graphml", tmp_path, "refuse"),
    ):
        with pytest.raises(UsageError):
            import_file(arguments[0], SAMPLE, arguments[1], existing=arguments[2])


def test_a_source_that_cannot_be_used_leaves_no_folder(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(InvalidInput):
        import_file("iati", one_file(tmp_path, "<html/>"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


characters = st.characters(exclude_categories=("Cs", "Co", "Cn")) | st.sampled_from(
    "\n\t :#-'\"|>&*!%@`{}[],?\x85\u2028\ufeff\u202e"
)
texts = st.text(characters, max_size=120).map(cleaned).filter(lambda text: text not in {"", "unknown"})
# A policy file refuses numbers below 1e-30.
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, min_value=Decimal("-1e12"), max_value=Decimal("1e12")
).filter(lambda number: abs(number.adjusted()) <= 30)
languages = st.dictionaries(st.sampled_from(["en", "mi", "fr", "no", "pt-br"]), texts, min_size=1)
wordings = texts | languages


@settings(max_examples=150, deadline=None)
@given(
    wordings,
    st.lists(st.tuples(wordings, texts, st.booleans()), max_size=3),
    st.lists(st.tuples(numbers, texts), max_size=3),
)
def test_any_policy_written_reads_back_equal(
    title: object, actors: list[tuple[object, str, bool]], money: list[tuple[Decimal, str]]
) -> None:
    """Odd characters in titles, names, notes and identifiers; numbers to the last digit."""
    raw = pruned({
        "coprod": 1,
        "id": "a",
        "title": title,
        "actors": [
            {"id": f"a{n}", "label": label, "note": note, "interest": {"commercial": sells}}
            for n, (label, note, sells) in enumerate(actors)
        ],
        "budgets": [
            {"id": f"b{n}", "money": {"amount": amount, "currency": "NZD"}, "what_for": words}
            for n, (amount, words) in enumerate(money)
        ],
        "external_ids": {"iati": "X: 1 # 2"},
    })  # fmt: skip
    policy = policy_of(raw, "test")
    assert isinstance(policy, Policy), policy
    text = policy_text(ImportedPolicy(policy, "X", raw), ("a comment",))
    assert text is not None
    assert policyfile.from_text(text, "test")[0].model_dump() == policy.model_dump()
