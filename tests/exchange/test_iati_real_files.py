"""Real donors' files: counts equal to reference counts made by other code, and nothing dropped without a word."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.assessment import assess
from coprod_tools.chain import build_chain
from coprod_tools.exchange import Imported
from coprod_tools.exchange.iati import read
from coprod_tools.exchange.importing import policy_text
from coprod_tools.knowledge import load_knowledge
from coprod_tools.problems import InvalidInput
from tests.conftest import REALDATA, ROOT

FILES = sorted(
    path
    for folder in ("iati", "iati-legacy-v1")
    for path in (REALDATA / folder).glob("*.xml")
    if path.name != "broken.xml"
)
SAMPLE = ROOT / "templates" / "samples" / "donor-iati.xml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Codes that come through as our own words; whether they come through right is tested piece by piece elsewhere.
AS_WORDS = {
    "@xml:lang", "participating-org/@role", "activity-status/@code", "activity-status", "activity-date/@type",
    "description/@type", "result/@type", "indicator/@measure", "indicator/@ascending", "transaction-type/@code",
    "budget/@type", "budget/@status", "conditions/@attached", "condition/@type", "activity-scope/@code",
    "participating-org/@type", "reporting-org/@type",
}  # fmt: skip
_read: dict[Path, Imported] = {}


def imported(path: Path) -> Imported:
    """Read each file once."""
    if path not in _read:
        _read[path] = read(path)
    return _read[path]


needs_files = pytest.mark.skipif(not FILES, reason="the real files are not at hand")
each_file = pytest.mark.parametrize("path", FILES or [SAMPLE], ids=lambda path: path.stem)


@needs_files
@each_file
def test_counts_equal_the_reference(path: Path) -> None:
    """EXPECTED.json was computed by a script apart from this package; its money is rounded to cents."""
    expected = json.loads((REALDATA / "EXPECTED.json").read_text())[f"{path.parent.name}/{path.name}"]
    carried = dict(imported(path).carried)
    sums = {currency: round(Decimal(total), 2) for currency, total in carried["budget_sum"].items()}
    assert sums == {currency: round(Decimal(str(total)), 2) for currency, total in expected["budget_sum"].items()}
    for name in set(expected) - {"version", "budget_sum"}:
        assert carried[name] == expected[name], name
    assert imported(path).refused == ()
    assert len(imported(path).policies) == expected["activities"]


@needs_files
def test_the_broken_file_is_refused_with_its_line() -> None:
    """It is malformed on purpose; its text begins on line 3."""
    with pytest.raises(InvalidInput) as refusal:
        read(REALDATA / "iati-legacy-v1" / "broken.xml")
    (fault,) = refusal.value.faults
    assert fault.file == "broken.xml" and fault.line is not None and fault.line >= 3


@each_file
def test_every_policy_reads_back_from_the_text_it_is_written_as(path: Path) -> None:
    """`policy_text` gives None where it would not."""
    assert all(policy_text(one, ("a", "b")) for one in imported(path).policies)


@each_file
def test_no_part_is_made_and_every_link_is_assumed(path: Path) -> None:
    """A bare IATI file holds neither."""
    for one in imported(path).policies:
        assert all(activity.parts is None for activity in one.policy.activities or ())
        assert all(claim.assumed and not claim.evidence and not claim.sign for claim in one.policy.claims or ())


@pytest.mark.parametrize("path", [SAMPLE, REALDATA / "iati" / "NZ-1.xml"], ids=lambda path: path.stem)
def test_every_mark_of_a_bare_file_is_unknown(path: Path) -> None:
    """Who frames, decides, acts or judges is not in the file: never `none`, never `co-production`."""
    if not path.exists():
        pytest.skip("the real files are not at hand")
    knowledge = load_knowledge()
    verdicts: set[str] = set()
    for one in imported(path).policies:
        assessment = assess(build_chain(one.policy), knowledge, one.policy.as_at)
        assert assessment.cells
        verdicts |= {cell.verdict for cell in assessment.cells}
    assert verdicts == {"unknown"}


@each_file
def test_every_number_measured_is_carried_as_often_as_it_stands(path: Path) -> None:
    """Actual values, targets and amounts, counted by the standard library's XML reader."""
    root = ET.parse(path).getroot()
    for record, one in zip(root.iter("iati-activity"), imported(path).policies, strict=True):
        rows = [row for indicator in one.raw.get("indicators", ()) for row in indicator.get("actuals", ())]
        baselines = numbers(record, "baseline")
        kept = Counter(amount(row[part]) for row in rows for part in ("value",) if part in row)
        kept.update(
            amount(indicator["baseline"]) for indicator in one.raw.get("indicators", ()) if "baseline" in indicator
        )
        assert kept == numbers(record, "actual") + baselines
        assert Counter(amount(row["target"]) for row in rows if "target" in row) == numbers(record, "target")
        paid = Counter(row["unit_value"]["amount"] for row in one.raw.get("contributions", ()) if "unit_value" in row)
        assert paid == Counter(Decimal((value.text or "").strip()) for value in record.iterfind("transaction/value"))


def numbers(record: ET.Element, tag: str) -> Counter[Decimal]:
    """Count the numeric values of all elements called `tag`; a per cent sign is set aside."""
    found: Counter[Decimal] = Counter()
    for element in record.iter(tag):
        text = (element.get("value") or "").strip().removesuffix("%")
        if re.fullmatch(r"[+-]?\d+(\.\d*)?", text):
            found[Decimal(text)] += 1
    return found


def amount(value: Any) -> Decimal:
    """Return the number of a quantity in plain data."""
    if isinstance(value, dict):
        value = value.get("mid", value.get("numerator"))
    return Decimal(value)


@each_file
def test_every_value_is_in_the_policy_or_in_the_loss_report(path: Path) -> None:
    """A census by the standard library: for each path, at most as many values are missing as the report says."""
    found = imported(path)
    reported: Counter[str] = Counter()
    for row in found.lost:
        reported[row.field] += row.count
    missing: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    root = ET.parse(path).getroot()
    for record, one in zip(root.iter("iati-activity"), found.policies, strict=True):
        said = Said(one.policy.model_dump())
        for place, value in census(record, "iati-activity"):
            counted[place] += 1
            if not any(place.endswith("/" + coded) for coded in AS_WORDS) and not said.holds(value):
                missing[place] += 1
    for place, count in missing.items():
        assert count <= reported[place], f"{place}: {count} values are nowhere, {reported[place]} reported"
    for place, count in reported.items():
        if place.startswith("iati-activity/") and count > counted[place]:
            raise AssertionError(f"{place}: {count} reported lost, {counted[place]} in the source")


def census(element: ET.Element, place: str) -> Iterator[tuple[str, str]]:
    """Yield (path, value) of every attribute and text that is not blank."""
    for name, value in element.attrib.items():
        if value.strip():
            yield f"{place}/{'@xml:lang' if name == LANGUAGE else '@' + name}", value
    text = "".join([element.text or "", *(child.tail or "" for child in element)])
    if text.strip():
        yield place, text
    elif not len(element) and not element.attrib:
        yield place, "this empty element itself"
    for child in element:
        yield from census(child, f"{place}/{child.tag}")


class Said:
    """Everything a policy says, for looking things up."""

    def __init__(self, dumped: object) -> None:
        texts = list(leaves(dumped))
        self.numbers = {number for number in map(as_number, texts) if number is not None}
        self.words = "\n".join(map(normal, texts))

    def holds(self, value: str) -> bool:
        """Tell whether a value stands somewhere in the policy, as number or as words."""
        number = as_number(value.strip().removesuffix("%"))  # a percentage comes through as a share of 100
        return normal(value) in self.words or (number is not None and number in self.numbers)


def leaves(value: object) -> Iterator[str]:
    """Yield every scalar of a dumped policy as text, and the names beside them (schemes of identifiers are names)."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield str(name)
            yield from leaves(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from leaves(part)
    elif value is not None:
        yield str(value)


def normal(text: str) -> str:
    """Return text for comparing: one form of letters, single blanks, no case."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def as_number(text: str) -> Decimal | None:
    """Return text as a number, None when it is none."""
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None
