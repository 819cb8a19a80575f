"""What an IATI activity becomes, piece by piece; every expected value is read off the small file above it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange import iati_codes
from coprod_tools.exchange.iati_organisations import settled_kind
from tests.exchange.iati_files import BARE, iati, imported, lost, raw


def test_identifier_title_and_reporting_organisation_make_the_frame(tmp_path: Path) -> None:
    """The id is the identifier in small letters; the whole identifier is kept beside it."""
    policy = raw(tmp_path, iati(""))
    assert policy["id"] == "aa-1"
    assert policy["external_ids"] == {"iati": "AA-1"}
    assert policy["title"] == {"en": "Wells"}
    assert policy["owner"] == {"en": "Donor"}
    assert [actor["kind"] for actor in policy["actors"]] == ["agency"]


def test_words_keep_their_languages(tmp_path: Path) -> None:
    """A narrative without a language is in the activity's."""
    bare = BARE.replace(
        "<narrative>Wells</narrative>", '<narrative xml:lang="FR">Puits</narrative><narrative>Wells</narrative>'
    )
    assert raw(tmp_path, iati("", bare=bare))["title"] == {"fr": "Puits", "en": "Wells"}


def test_words_without_any_language_are_plain_text(tmp_path: Path) -> None:
    """No language is guessed."""
    assert raw(tmp_path, iati("", activity=""))["title"] == "Wells"


def test_no_part_is_ever_made(tmp_path: Path) -> None:
    """IATI says who pays and works, never who frames, decides, acts or judges."""
    orgs = "".join(
        f'<participating-org role="{role}" type="{kind}"><narrative>Body {role}</narrative></participating-org>'
        for role, kind in (("1", "10"), ("2", "60"), ("3", "21"), ("4", "24"))
    )
    (activity,) = raw(tmp_path, iati(orgs))["activities"]
    assert "parts" not in activity


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["10"], "agency"), (["11"], "agency"), (["15"], "agency"), (["60"], "philanthropy"), (["70"], "business"),
        (["72"], "business"), (["80"], "research"), (["21"], None), (["22"], None), (["24"], None), (["30"], None),
        (["40"], None), (["90"], None), ([], None), (["10", "40"], None), (["10", "11"], "agency"), (["10", "x"], None),
    ],
)  # fmt: skip
def test_a_kind_is_given_only_where_the_types_settle_it(types: list[str], kind: str | None) -> None:
    """An NGO may provide a service or be a community's own body; a multilateral answers to many governments."""
    assert settled_kind(types) == kind


def test_the_one_implementing_organisation_leads(tmp_path: Path) -> None:
    """Roles are kept in the actor's note."""
    policy = raw(
        tmp_path, iati('<participating-org role="4" ref="B" type="21"><narrative>B</narrative></participating-org>')
    )
    assert policy["activities"][0]["lead"] == "b"
    assert "implementing" in policy["actors"][1]["note"]


def test_with_several_implementing_the_one_accountable_leads_and_the_others_contribute_something(
    tmp_path: Path,
) -> None:
    """What the others put in is not stated, so their contribution has no kind."""
    orgs = "".join(
        f'<participating-org role="{role}" ref="{ref}"><narrative>{ref}</narrative></participating-org>'
        for role, ref in (("4", "B"), ("4", "C"), ("2", "D"))
    )
    policy = raw(tmp_path, iati(orgs))
    assert policy["activities"][0]["lead"] == "d"
    assert [(row["actor"], row.get("kind")) for row in policy["contributions"]] == [("b", None), ("c", None)]


def test_with_several_implementing_and_several_accountable_nobody_leads(tmp_path: Path) -> None:
    """A lead is stated or absent."""
    orgs = "".join(
        f'<participating-org role="{role}" ref="{ref}"><narrative>{ref}</narrative></participating-org>'
        for role, ref in (("4", "B"), ("4", "C"), ("2", "D"), ("2", "E"))
    )
    assert "lead" not in raw(tmp_path, iati(orgs))["activities"][0]


def test_a_funder_without_payment_gives_money_of_unknown_amount(tmp_path: Path) -> None:
    """No amount is guessed."""
    policy = raw(tmp_path, iati('<participating-org role="1" ref="F"><narrative>F</narrative></participating-org>'))
    (row,) = policy["contributions"]
    assert (row["actor"], row["kind"]) == ("f", "money")
    assert "unit_value" not in row
    assert policy["power"] == {"resources": ["f"]}


def test_one_identifier_for_bodies_of_different_type_and_name_does_not_merge_them(tmp_path: Path) -> None:
    """A bank that writes its own identifier for a ministry must not become the one who does the work."""
    orgs = (
        '<participating-org role="1" ref="46" type="40"><narrative>Bank</narrative></participating-org>'
        '<participating-org role="4" ref="46" type="10"><narrative>Ministry</narrative></participating-org>'
    )
    found = imported(tmp_path, iati(orgs))
    labels = {actor["label"]["en"]: actor for actor in found.policies[0].raw["actors"]}
    assert set(labels) == {"Donor", "Bank", "Ministry"}
    assert found.policies[0].raw["activities"][0]["lead"] == labels["Ministry"]["id"]
    assert labels["Ministry"]["kind"] == "agency" and "kind" not in labels["Bank"]
    assert any("kept apart" in warning for warning in found.warnings)


def test_not_available_is_no_identifier(tmp_path: Path) -> None:
    """Two bodies whose identifier is N/A are two bodies."""
    orgs = "".join(
        f'<participating-org role="4" ref="N/A"><narrative>{name}</narrative></participating-org>'
        for name in ("B", "C")
    )
    found = imported(tmp_path, iati(orgs))
    assert [actor["label"]["en"] for actor in found.policies[0].raw["actors"]] == ["Donor", "B", "C"]
    assert lost(found)["iati-activity/participating-org/@ref"] == 2


def test_a_name_without_identifier_is_the_body_of_that_name(tmp_path: Path) -> None:
    """And the file's reader is told."""
    found = imported(tmp_path, iati('<participating-org role="4"><narrative>donor</narrative></participating-org>'))
    assert len(found.policies[0].raw["actors"]) == 1
    assert any("same name" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        ("1", "service-design"),
        ("2", "delivery"),
        ("3", "assessment"),
        ("4", "assessment"),
        ("5", "delivery"),
        ("6", "delivery"),
    ],
)
def test_the_status_gives_the_stage_and_stands_in_the_summary(tmp_path: Path, code: str, stage: str) -> None:
    """A cancelled or suspended activity stands where it stopped."""
    (activity,) = raw(tmp_path, iati(f'<activity-status code="{code}"/>'))["activities"]
    assert activity["stage"] == stage
    assert iati_codes.STATUSES[code] in activity["summary"]


def test_without_status_the_stage_is_absent(tmp_path: Path) -> None:
    """Unknown is unknown."""
    assert "stage" not in raw(tmp_path, iati(""))["activities"][0]


def test_actual_dates_come_before_planned_ones_which_are_still_told(tmp_path: Path) -> None:
    """Types: 1 planned start, 2 actual start, 3 planned end, 4 actual end."""
    dates = (("1", "2020-01-01"), ("2", "2020-03-01"), ("3", "2021-01-01"))
    (activity,) = raw(tmp_path, iati("".join(f'<activity-date type="{t}" iso-date="{d}"/>' for t, d in dates)))[
        "activities"
    ]
    assert (activity["start"], activity["finish"]) == ("2020-03-01", "2021-01-01")
    assert "2020-01-01" in activity["summary"]


def test_an_end_before_the_start_is_left_out_and_told(tmp_path: Path) -> None:
    """The model refuses such an activity; the import must not lose it for that."""
    (activity,) = raw(
        tmp_path, iati('<activity-date type="2" iso-date="2021-01-01"/><activity-date type="4" iso-date="2020-01-01"/>')
    )["activities"]
    assert activity["start"] == "2021-01-01" and "finish" not in activity
    assert "2020-01-01" in activity["summary"]


def test_a_date_that_is_none_is_lost_by_name(tmp_path: Path) -> None:
    """30 February does not exist."""
    found = imported(tmp_path, iati('<activity-date type="2" iso-date="2021-02-30"/>'))
    assert "start" not in found.policies[0].raw["activities"][0]
    assert lost(found)["iati-activity/activity-date/@iso-date"] == 1


def test_budgets_keep_their_currencies_apart(tmp_path: Path) -> None:
    """0.1 + 0.2 is 0.3 in decimals; the euro is not added."""
    values = (("NZD", "0.1"), ("NZD", "0.2"), ("EUR", "5"))
    found = imported(tmp_path, iati("".join(f'<budget><value currency="{c}">{v}</value></budget>' for c, v in values)))
    assert found.carried["budget_sum"] == {"EUR": "5", "NZD": "0.3"}
    assert found.policies[0].raw["budgets"][0]["money"] == {
        "amount": Decimal("0.1"),
        "currency": "NZD",
    }


def test_money_takes_the_activitys_currency_else_none(tmp_path: Path) -> None:
    """Without any currency the amount is kept without one, and the reader is warned."""
    budget = "<budget><value>5</value></budget>"
    found = imported(tmp_path, iati(budget, activity='default-currency="SEK"'))
    assert found.policies[0].raw["budgets"][0]["money"]["currency"] == "SEK"
    found = imported(tmp_path, iati(budget))
    assert found.policies[0].raw["budgets"][0]["money"] == {"amount": Decimal(5)}
    assert found.carried["budget_sum"] == {"unknown": "5"}
    assert any("without a currency" in warning for warning in found.warnings)


@pytest.mark.parametrize("amount", ["1,000.00", "1 000", "five", "NaN", "1e400", "£5"])
def test_an_amount_that_is_no_plain_number_is_lost_not_guessed(tmp_path: Path, amount: str) -> None:
    """1,000 may mean a thousand or one."""
    found = imported(tmp_path, iati(f'<budget><value currency="NZD">{amount}</value></budget>'))
    assert found.carried["budget_rows"] == 0
    assert lost(found)["iati-activity/budget/value"] == 1


def test_an_amount_with_an_unusable_currency_is_not_put_into_another(tmp_path: Path) -> None:
    """Neither the activity's currency nor none would be true."""
    found = imported(
        tmp_path, iati('<budget><value currency="dollars">5</value></budget>', activity='default-currency="NZD"')
    )
    assert found.carried["budget_rows"] == 0
    assert {"iati-activity/budget/value", "iati-activity/budget/value/@currency"} <= set(lost(found))


def test_a_transaction_is_a_contribution_of_whoever_gives(tmp_path: Path) -> None:
    """Type 3 is a disbursement; a payment taken back stays below zero; the unit keeps promises and payments apart."""
    text = """<transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2020-05-01"/>
      <value currency="NZD" value-date="2020-05-02">-12.50</value><description><narrative>Back</narrative></description>
      <provider-org ref="P" provider-activity-id="P-7"><narrative>Giver</narrative></provider-org>
      <receiver-org><narrative>Taker</narrative></receiver-org></transaction>"""
    (row,) = raw(tmp_path, iati(text))["contributions"]
    assert row == {
        "id": "t-t1",
        "activity": "aa-1",
        "actor": "p",
        "kind": "money",
        "what": {"en": "Disbursement: Back"},
        "quantity": 1,
        "unit": "disbursement",
        "unit_value": {"amount": Decimal("-12.50"), "currency": "NZD", "as_at": "2020-05-02"},
        "receiver": row["receiver"],
        "date": "2020-05-01",
        "external_ids": {"iati-transaction": "T1", "iati-provider-activity": "P-7"},
    }


def test_outgoing_money_without_giver_is_the_reporting_organisations(tmp_path: Path) -> None:
    """IATI Standard, provider-org: if omitted on outgoing funds the reporting-org is assumed."""
    text = '<transaction><transaction-type code="4"/><value currency="NZD">5</value></transaction>'
    found = imported(tmp_path, iati(text))
    assert found.policies[0].raw["contributions"][0]["actor"] == "aa"
    assert any("name no giver" in warning for warning in found.warnings)


def test_incoming_money_without_giver_is_nobodys_contribution(tmp_path: Path) -> None:
    """The standard assumes nobody here, so it is lost by name."""
    found = imported(
        tmp_path, iati('<transaction><transaction-type code="1"/><value currency="NZD">5</value></transaction>')
    )
    assert found.carried["transactions"] == 0
    assert lost(found)["iati-activity/transaction/value"] == 1


RESULTS = """
<result type="1"><title><narrative>Wells dug</narrative></title></result>
<result type="2"><title><narrative>Safe water</narrative></title></result>
<result type="3"><title><narrative>Health</narrative></title></result>
<result type="9"><title><narrative>Else</narrative></title></result>"""


def test_links_between_results_are_only_ever_assumed(tmp_path: Path) -> None:
    """One output, outcome and impact make two links; the result of type 9 gets none; none has sign or evidence."""
    policy = raw(tmp_path, iati(RESULTS))
    ends = [(claim["from"].split("-")[0], claim["to"].split("-")[0]) for claim in policy["claims"]]
    assert ends == [("wells", "safe"), ("safe", "health")]
    for claim in policy["claims"]:
        assert claim["assumed"] is True
        assert not {"sign", "evidence", "strength", "held_by", "agreed_by"} & set(claim)


def test_outputs_stand_on_the_activity_and_every_other_result_is_an_outcome_it_declares(tmp_path: Path) -> None:
    """Results by type are counted as the source codes them."""
    found = imported(tmp_path, iati(RESULTS))
    policy = found.policies[0].raw
    assert [item["label"]["en"] for item in policy["activities"][0]["outputs"]] == ["Wells dug"]
    assert [item["label"]["en"] for item in policy["outcomes"]] == ["Safe water", "Health", "Else"]
    assert policy["activities"][0]["outcomes"] == [item["id"] for item in policy["outcomes"]]
    assert found.carried["results"] == {"1": 1, "2": 1, "3": 1, "9": 1}
    assert "impact: Health" in policy["activities"][0]["summary"]


def test_without_result_there_is_no_outcome_and_the_reader_is_told(tmp_path: Path) -> None:
    """A description is not made an outcome."""
    found = imported(tmp_path, iati('<description type="2"><narrative>Clean water for all</narrative></description>'))
    assert "outcomes" not in found.policies[0].raw
    assert found.carried["without_results"] == 1
    assert any("no result" in warning for warning in found.warnings)


def indicator(inner: str, measure: str = "1", kind: str = "2") -> str:
    """Return a result with one indicator."""
    head = f'<result type="{kind}"><title><narrative>R</narrative></title><indicator measure="{measure}" ascending="1">'
    return iati(f"{head}<title><narrative>I</narrative></title>{inner}</indicator></result>")


def period(inner: str) -> str:
    """Return a period of the year 2020."""
    return f'<period><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/>{inner}</period>'


def test_a_percentage_is_numerator_over_a_hundred(tmp_path: Path) -> None:
    """Measure 2 is percentage; a value with its own sign is one as well."""
    (row,) = raw(tmp_path, indicator(period('<actual value="54.5"/>'), measure="2"))["indicators"]
    assert row["actuals"][0]["value"] == {"numerator": Decimal("54.5"), "denominator": 100}
    (row,) = raw(tmp_path, indicator(period('<actual value="54.5 %"/>')))["indicators"]
    assert row["actuals"][0]["value"] == {"numerator": Decimal("54.5"), "denominator": 100}


@pytest.mark.parametrize("words", ["many", "1,100", "$211", "N/A", "5 days", "14,5"])
def test_a_value_in_words_stays_in_words(tmp_path: Path, words: str) -> None:
    """It stands in the note; there is no number."""
    text = f'<baseline value="{words}" year="2019"/>' + period(f'<target value="{words}"/><actual value="{words}"/>')
    (row,) = raw(tmp_path, indicator(text))["indicators"]
    assert not {"baseline", "target"} & set(row)
    assert all(words in one["note"] and not {"value", "target"} & set(one) for one in row["actuals"])


def test_baseline_target_and_actual_with_their_dates(tmp_path: Path) -> None:
    """One target in all is the indicator's target, due at its period's end."""
    text = '<baseline value="3" year="2019"/>' + period('<target value="8"/><actual value="7"/>')
    (row,) = raw(tmp_path, indicator(text))["indicators"]
    assert row["baseline"] == {"mid": Decimal(3), "as_at": "2019"}
    assert (row["target"], row["target_date"]) == (Decimal(8), "2020-12-31")
    (one,) = row["actuals"]
    assert (one["period"], one["period_end"]) == ("2020-01-01", "2020-12-31")
    assert (one["value"], one["target"]) == (Decimal(7), Decimal(8))


def test_of_several_targets_none_is_made_the_target(tmp_path: Path) -> None:
    """They may add up or follow each other; the file does not say."""
    (row,) = raw(tmp_path, indicator(period('<target value="8"/>') + period('<target value="9"/>')))["indicators"]
    assert "target" not in row
    assert [one["target"] for one in row["actuals"]] == [8, 9]


def test_a_value_for_a_part_says_of_which_part(tmp_path: Path) -> None:
    """Girls and boys are two rows; neither is the whole."""
    text = period(
        "".join(
            f'<actual value="{n}"><dimension name="Sex" value="{w}"/></actual>' for n, w in ((1, "girls"), (2, "boys"))
        )
    )
    (row,) = raw(tmp_path, indicator(text))["indicators"]
    assert [(one["value"], one["note"]) for one in row["actuals"]] == [
        (1, "Only for: Sex: girls."),
        (2, "Only for: Sex: boys."),
    ]


def test_a_baseline_of_a_part_is_not_the_baseline(tmp_path: Path) -> None:
    """It becomes a row of its year."""
    text = '<baseline value="4" year="2019"><dimension name="Sex" value="girls"/></baseline>'
    (row,) = raw(tmp_path, indicator(text))["indicators"]
    assert "baseline" not in row
    assert (row["actuals"][0]["period"], row["actuals"][0]["value"]) == ("2019", 4)


def test_a_period_that_ends_before_it_starts_keeps_its_values(tmp_path: Path) -> None:
    """The end is lost by name."""
    text = (
        '<period><period-start iso-date="2020-06-01"/><period-end iso-date="2020-01-01"/><actual value="5"/></period>'
    )
    found = imported(tmp_path, indicator(text))
    (one,) = found.policies[0].raw["indicators"][0]["actuals"]
    assert one["value"] == 5 and "period_end" not in one
    assert lost(found)["iati-activity/result/indicator/period/period-end/@iso-date"] == 1


def test_an_indicator_knows_its_output_or_outcome(tmp_path: Path) -> None:
    """Type 1 is an output, every other type an outcome."""
    policy = raw(tmp_path, indicator("", kind="1"))
    assert policy["indicators"][0]["output"] == policy["activities"][0]["outputs"][0]["id"]
    policy = raw(tmp_path, indicator("", kind="2"))
    assert policy["indicators"][0]["outcome"] == policy["outcomes"][0]["id"]


def test_a_document_is_evidence_without_strength(tmp_path: Path) -> None:
    """No scale and no level: nobody judged it."""
    text = """<document-link url="https://example.org/a.pdf" format="application/pdf">
      <title><narrative>Review</narrative></title><category code="A08"/>
      <document-date iso-date="2020-02-03"/></document-link>"""
    (paper,) = raw(tmp_path, iati(text))["activities"][0]["documents"]
    assert (paper["source"], paper["link"], paper["as_at"]) == (
        {"en": "Review"},
        "https://example.org/a.pdf",
        "2020-02-03",
    )
    assert "A08" in paper["note"]
    assert not {"scale", "level"} & set(paper)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "see the website"]
)
def test_an_address_off_the_web_is_never_a_link(tmp_path: Path, address: str) -> None:
    """It stands as plain words in the note."""
    (paper,) = raw(tmp_path, iati(f'<document-link url="{address}"/>'))["activities"][0]["documents"]
    assert "link" not in paper
    assert address in paper["note"]


def test_a_persons_contact_is_neither_carried_nor_shown(tmp_path: Path) -> None:
    """The report counts it and gives no example."""
    name = "<person-name><narrative>Somebody</narrative></person-name>"
    text = f"<contact-info>{name}<email>a@example.org</email></contact-info>"
    found = imported(tmp_path, iati(text))
    rows = [row for row in found.lost if "contact-info" in row.field]
    assert sum(row.count for row in rows) == 2
    assert all(row.examples == () for row in rows)
    assert "example.org" not in str(found.policies[0].raw)


def test_an_activity_without_identifier_or_title_still_comes_in(tmp_path: Path) -> None:
    """Both are told as warnings."""
    found = imported(tmp_path, iati("", bare="<reporting-org ref='AA'/>"))
    assert found.policies[0].policy.id.startswith("no-identifier-")
    assert len(found.warnings) >= 2


VERSION_1 = """<iati-activities><iati-activity default-currency="GBP" xml:lang="en">
<reporting-org ref="R" type="21">Charity</reporting-org><iati-identifier>R-1</iati-identifier>
<title>Schools</title><title xml:lang="fr">Ecoles</title>
<participating-org role="FUNDING" ref="G" type="Government">Ministry</participating-org>
<participating-org role="implementing" ref="R">Charity</participating-org>
<activity-status code="2">Implementation</activity-status>
<activity-date type="start-actual" iso-date="2010-01-01"/>
<transaction><transaction-type code="IF"/><value>10</value><provider-org ref="G">Ministry</provider-org></transaction>
<result type="Output"><title>Books</title></result>
</iati-activity></iati-activities>"""


def test_version_1_comes_in_with_a_warning(tmp_path: Path) -> None:
    """Words in any case for roles, types and results; text without narrative."""
    found = imported(tmp_path, VERSION_1)
    policy = found.policies[0].raw
    assert policy["title"] == {"en": "Schools", "fr": "Ecoles"}
    assert {actor["id"]: actor.get("kind") for actor in policy["actors"]} == {"r": None, "g": "agency"}
    assert policy["activities"][0]["lead"] == "r"
    assert policy["activities"][0]["start"] == "2010-01-01"
    assert policy["activities"][0]["outputs"][0]["label"] == {"en": "Books"}
    assert policy["contributions"][0]["what"] == "Incoming funds"
    assert found.carried["results"] == {"Output": 1}
    assert any("version 1" in warning for warning in found.warnings)
