"""IATI files meant to hurt, or only broken: refused with line, or taken in without harm."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from coprod_tools.exchange import formats
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.wording import is_unsafe
from coprod_tools.policy.values import clean_text
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT
from tests.exchange.iati_files import BARE, iati, imported, lost

BOMB = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>\n' + iati("").replace("Wells", "&c;")
OUTSIDE = '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>\n' + iati("").replace(
    "Wells", "&b;"
)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("entity bomb", BOMB, 2),
        ("outside entity", OUTSIDE, 2),
        ("plain document type", "<!DOCTYPE iati-activities>" + iati(""), 1),
        ("document type after a comment", "<!-- a\n -->\n<!DOCTYPE a SYSTEM 'http://x/y.dtd'>" + iati(""), 3),
        ("unknown entity", "\n" + iati("").replace("Wells", "&nothing;"), 4),
        ("unclosed element", iati("").replace("</title>", "\n"), 4),
        ("empty", "", 1),
        ("no XML", "coprod: 1\nid: a\n", 1),
        ("cut off", iati("")[:80], None),
        ("other root", "<html><body/></html>", 1),
        ("organisation file", '<iati-organisations version="2.03"><iati-organisation/></iati-organisations>', 1),
        ("namespace", iati("").replace("<iati-activities ", '<iati-activities xmlns="http://example.org/iati" '), 1),
        ("no activity", '<iati-activities version="2.03"/>', 1),
    ],
)  # fmt: skip
def test_it_is_refused_with_its_line(tmp_path: Path, name: str, text: str, line: int | None) -> None:
    """Nothing but our own error, and the file is named as the user knows it."""
    with pytest.raises(InvalidInput) as refusal:
        imported(tmp_path, text)
    (fault,) = refusal.value.faults
    assert fault.file == "donor.xml"
    assert fault.line is not None
    assert line is None or fault.line == line
    assert "(" in fault.message


def test_a_document_type_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """UTF-16 hides it from a search for its letters."""
    with pytest.raises(InvalidInput, match="DOCTYPE"):
        imported(tmp_path, BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"))


def test_text_of_ten_megabytes_in_one_place_is_refused(tmp_path: Path) -> None:
    """No such title is real."""
    with pytest.raises(InvalidInput):
        imported(tmp_path, iati("").replace("Wells", "x" * 10_000_001))


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """20 MB, as everywhere."""
    with pytest.raises(InvalidInput):
        imported(tmp_path, iati("<!--" + "x" * 20_000_000 + "-->"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    """With our own error."""
    from coprod_tools.exchange.iati import read

    for path in (tmp_path / "none.xml", tmp_path):
        with pytest.raises(InvalidInput):
            read(path)


def test_a_comment_inside_an_identifier_does_not_cut_it(tmp_path: Path) -> None:
    """`.text` would give AA only."""
    found = imported(tmp_path, iati("").replace("AA-1", "AA<!-- x -->-1"))
    assert found.policies[0].foreign_id == "AA-1"


def test_other_encodings_are_read_as_declared(tmp_path: Path) -> None:
    """XML says its own encoding."""
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>' + iati("").replace("Wells", "Forêt")
    assert imported(tmp_path, text.encode("latin-1")).policies[0].policy.title == "Forêt"


def test_characters_that_could_mislead_are_replaced_and_told(tmp_path: Path) -> None:
    """A bidirectional override, a C1 control and a private-use character."""
    found = imported(tmp_path, iati("").replace("Wells", "We\u202ells \x92 \uf0a7"))
    assert found.policies[0].policy.title == "We\ufffdlls \ufffd \ufffd"
    (row,) = [row for row in found.lost if row.field == "iati-activity/title/narrative"]
    assert row.examples == ("U+0092, U+202E, U+F0A7",)


def test_our_test_of_characters_is_the_policys_own() -> None:
    """Every character of the first plane and a sample of the rest, judged by both."""
    for code in (*range(0x10000), *range(0x10000, 0x110000, 257)):
        character = chr(code)
        try:
            clean_text(f"a{character}a")
            refused = False
        except Exception:
            refused = True
        assert is_unsafe(character) == refused or character == "\n", hex(code)


def test_text_over_the_limit_is_cut_and_told(tmp_path: Path) -> None:
    """A text may have 20,000 characters."""
    found = imported(tmp_path, iati(f"<description><narrative>{'word ' * 5000}</narrative></description>"))
    assert len(found.policies[0].policy.summary or "") <= 20_000
    assert any("20,000" in row.why for row in found.lost)


def test_the_word_unknown_as_a_name_stays_a_name(tmp_path: Path) -> None:
    """As a plain value it would read as absent, and a title may not be."""
    found = imported(tmp_path, iati("", bare=BARE.replace("Wells", "unknown"), activity=""))
    assert found.policies[0].policy.title == "Unknown"


@pytest.mark.parametrize("identifier", ["../../etc/passwd", "CON", "a" * 300, "ÄÖ/7", "failed", "🐟"])
def test_any_identifier_makes_a_safe_id(tmp_path: Path, identifier: str) -> None:
    """The whole one is kept beside it."""
    (one,) = imported(tmp_path, iati("").replace("AA-1", identifier)).policies
    assert one.policy.external_ids is not None
    assert one.policy.external_ids["iati"] == identifier
    assert len(one.policy.id) <= 64 and "/" not in one.policy.id and "." not in one.policy.id


def test_foreign_elements_and_unknown_codes_are_lost_by_name(tmp_path: Path) -> None:
    """An extension in its own namespace, a status that does not exist, and an attribute of the file."""
    text = iati(
        '<x:thing xmlns:x="http://example.org/x" x:a="1">words</x:thing><activity-status code="77"/>',
        root='version="2.03" generated-datetime="2020-01-01"',
    )
    counted = lost(imported(tmp_path, text))
    assert counted["iati-activity/{http://example.org/x}thing"] == 1
    assert counted["iati-activity/{http://example.org/x}thing/@{http://example.org/x}a"] == 1
    assert counted["iati-activity/activity-status/@code"] == 1
    assert counted["iati-activities/@generated-datetime"] == 1


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_refused_or_read_but_never_breaks(tmp_path: Path, seed: int) -> None:
    """Twenty-five damages each: bytes changed, cut out, doubled, or values swapped for odd ones."""
    whole = (ROOT / "templates" / "samples" / "donor-iati.xml").read_bytes()
    dice = random.Random(seed)
    for _ in range(25):
        try:
            found = imported(tmp_path, damaged(whole, dice))
        except InvalidInput as refusal:
            assert all(fault.line for fault in refusal.faults)
            continue
        assert all(policy_text(one) for one in found.policies)
        assert found.refused == ()


def damaged(whole: bytes, dice: random.Random) -> bytes:
    """Return the file with one to four damages."""
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randrange(len(whole)), dice.randint(1, 40)
        kind = dice.randrange(4)
        if kind == 0:
            whole = whole[:at] + bytes([dice.randrange(256)]) + whole[at + 1 :]
        elif kind == 1:
            whole = whole[:at] + whole[at + length :]
        elif kind == 2:
            whole = whole[:at] + whole[at : at + length] + whole[at:]
        else:
            values = re.findall(rb'"[^"<]*"', whole)
            odd = dice.choice(
                [b'""', b'"-"', b'"9999-99-99"', b'"1e99"', b'"\xc2\x85"', b'"unknown"', b'"' + b"x" * 600 + b'"']
            )
            whole = whole.replace(dice.choice(values), odd, dice.randint(1, 3))
    return whole


def test_an_organisation_without_name_and_identifier_is_reported_lost(tmp_path: Path) -> None:
    """Two empty organisations: their two roles and two types stand in the loss report, none silently gone."""
    body = (
        '<participating-org role="4" type="80"/>'
        '<participating-org role="1" type="10"><narrative> </narrative></participating-org>'
    )
    text = (
        '<iati-activities version="2.03"><iati-activity><iati-identifier>XX-1</iati-identifier>'
        f"<title><narrative>A</narrative></title>{body}</iati-activity></iati-activities>"
    )
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    lost = {each.field: each.count for each in formats()["iati"].read(path).lost}  # type: ignore[misc]
    assert sum(count for field, count in lost.items() if field.endswith("participating-org/@role")) == 2
    assert sum(count for field, count in lost.items() if field.endswith("participating-org/@type")) == 2
