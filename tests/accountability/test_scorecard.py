"""The scorecard of the three questions."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability.scorecard import Scorecard, ScoreRow, scorecard_of
from coprod_tools.policy import Policy

GROUPS = [{"id": "few", "label": "The few"}, {"id": "many", "label": "The many"}]


def share(hits: int, of: int) -> dict[str, int]:
    """Return a share as a policy file writes it."""
    return {"numerator": hits, "denominator": of}


def card(*indicators: dict[str, Any], **more: Any) -> Scorecard:
    """Return the scorecard of a policy with these indicators."""
    whole = {"coprod": 1, "id": "p", "title": "P", "problem": {"groups": GROUPS}, "indicators": list(indicators)}
    return scorecard_of(Policy.model_validate({**whole, **more}))


def indicator(*actuals: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return an indicator that should rise from 40 to 60 of a hundred, counted on 1000."""
    return {
        "id": "i",
        "label": "I",
        "question": "better",
        "baseline": {**share(400, 1000), "as_at": "2024"},
        "target": share(600, 1000),
        "actuals": list(actuals),
        **fields,
    }


def row(*actuals: dict[str, Any], **fields: Any) -> ScoreRow:
    """Return the row of one indicator of everybody."""
    return card(indicator(*actuals, **fields)).of("better")[0]


def test_each_question_without_an_indicator_is_a_named_gap() -> None:
    """Three questions, three gaps, each with its state unknown; the ids stay as they were."""
    found = card()
    assert [each.id for each in found.gaps] == ["score:better", "score:feel", "score:public-value"]
    assert {each.state for each in found.rows} == {"unknown"}
    assert all(each.gap and each.reason for each in found.rows)


def test_a_clear_change_is_better_or_not_better_with_its_range() -> None:
    """From 400 of 1000 to 500 of 1000: Newcombe gives about 5.6 to 14.3 points; to 300 it is the other way."""
    up, down = row({"period": "2025", "value": share(500, 1000)}), row({"period": "2025", "value": share(300, 1000)})
    assert (up.state, down.state) == ("better", "not-better")
    assert up.change is not None
    assert up.change.by == 10
    assert up.change.low is not None
    assert 5 < up.change.low < 10 < (up.change.high or 0) < 15
    assert "500 of 1000" in up.reason


def test_a_change_inside_the_noise_is_unknown_and_says_so() -> None:
    """405 against 400 of 1000 is what chance does."""
    found = row({"period": "2025", "value": share(405, 1000)})
    assert found.state == "unknown"
    assert "chance" in found.reason


def test_the_direction_is_that_of_the_target() -> None:
    """Where fewer is better, fewer is better."""
    found = row({"period": "2025", "value": share(300, 1000)}, target=share(200, 1000))
    assert (found.direction, found.state) == ("down", "better")


def test_numbers_without_a_range_say_that_nobody_knows_the_noise() -> None:
    """The direction is told, and that it is only as good as the numbers."""
    plain = {"baseline": {"mid": 40, "as_at": "2024"}, "target": 60}
    found = row({"period": "2025", "value": 50}, **plain)
    assert found.state == "better"
    assert "Nobody said how far off" in found.reason
    assert row({"period": "2025", "value": 40}, **plain).state == "not-better"


def test_ranges_of_the_source_are_noise_too() -> None:
    """50 (38 to 62) against 40 exactly may be nothing; 50 (48 to 52) is not."""
    plain = {"baseline": {"mid": 40, "as_at": "2024"}, "target": 60}
    assert row({"period": "2025", "value": {"low": 38, "mid": 50, "high": 62}}, **plain).state == "unknown"
    sure = row({"period": "2025", "value": {"low": 48, "mid": 50, "high": 52}}, **plain)
    assert sure.state == "better"
    assert "Only one of the two" in sure.reason


def test_every_denominator_of_100_is_a_per_cent_and_no_count() -> None:
    """An imported percentage has 100 below; a hundred people were not asked, so no interval is made of it."""
    found = row(
        {"period": "2025", "value": share(45, 100)},
        baseline={**share(40, 100), "as_at": "2024"},
        target=share(60, 100),
    )
    assert found.change is not None
    assert found.change.low is None
    assert any("of 100" in note for note in found.notes)


def test_more_than_the_whole_is_kept_and_judged_by_nobody() -> None:
    """1200 of 1000 stands in the row, its state is unknown, and it says what to check."""
    found = row({"period": "2025", "value": share(1200, 1000)})
    assert found.state == "unknown"
    assert "numerator" in found.reason
    assert found.periods[0].numerator == 1200


def test_a_share_is_never_held_against_a_plain_number() -> None:
    """400 of 1000 beside 45, which may be people or per cent."""
    found = row({"period": "2025", "value": 45})
    assert found.state == "unknown"
    assert "plain number" in found.reason
    assert row({"period": "2025", "value": share(500, 1000)}, target={"mid": 60}).direction is None
    assert row({"period": "2025", "value": share(500, 1000)}, target={"mid": 60}, direction="Up").state == "better"


def test_values_of_a_part_stay_apart() -> None:
    """What is only for one town never judges the whole."""
    found = row(
        {"period": "2025", "value": share(500, 1000)},
        {"period": "2026", "value": share(1, 1000), "only_for": "one town"},
    )
    assert found.state == "better"
    assert [each.only_for for each in found.apart] == ["one town"]
    assert len(found.periods) == 2


def test_a_value_not_after_the_baseline_is_no_change() -> None:
    """A value of the baseline's own year says nothing of a change since."""
    assert row({"period": "2024", "value": share(900, 1000)}).state == "unknown"


def test_a_group_is_held_against_its_own_first_value_only() -> None:
    """10 of 100 is far below everybody's 40 %; that is a gap between groups and no change."""
    one = {"period": "2025", "group": "many", "value": share(10, 100)}
    two = {"period": "2026", "group": "many", "value": share(40, 100)}
    assert row(one).state == "unknown"
    assert "gap" in row(one).reason
    assert row(one, two).state == "better"


def test_a_small_group_is_pooled_over_its_periods_and_returned_to_itself() -> None:
    """2 of 5, 3 of 7 and 2 of 4 are 7 of 16 together; they go to the group and to who speaks for it, and no other."""
    speaker = {"id": "circle", "label": "Circle", "mandate": {"speaks_for": ["few"]}}
    few = [
        {"period": f"202{5 + place}", "group": "few", "value": share(*each)}
        for place, each in enumerate([(2, 5), (3, 7), (2, 4)])
    ]
    large = {"period": "2025", "group": "many", "value": share(50, 100)}
    found = card(indicator(*few, large), actors=[speaker]).of("better")
    assert [each.id for each in found] == ["score:better:i:few", "score:better:i:many"]
    small, other = found
    assert small.together is not None
    assert (small.together.numerator, small.together.denominator) == (7, 16)
    assert small.latest is not None
    assert (small.latest.numerator, small.latest.denominator, small.pooled_over) == (5, 11, 2)
    assert small.returned_to == ("few", "circle")
    assert len(small.periods) == 3
    assert other.returned_to == ()
    assert other.latest is None
    assert len(other.periods) == 1


def test_nothing_before_the_start_is_called_an_effect() -> None:
    """A value from before anything starts says so."""
    later = {"activities": [{"id": "a", "label": "A", "start": "2027-01"}]}
    found = card(indicator({"period": "2025", "value": share(500, 1000)}), **later).of("better")[0]
    assert any("no effect of this policy" in note for note in found.notes)


def test_there_is_no_number_over_all_rows() -> None:
    """No field of the scorecard is a number."""
    found = card(indicator({"period": "2025", "value": share(500, 1000)}))
    assert {type(getattr(found, name)) for name in found.__dataclass_fields__} == {tuple}


def test_an_indicator_without_a_question_is_named() -> None:
    """It is in no row, and it is not lost."""
    found = card({"id": "lost", "label": "Lost one"})
    assert found.without_question == ("lost",)
    assert any("Lost one" in note for note in found.notes)
