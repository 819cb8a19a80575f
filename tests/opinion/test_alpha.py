"""Alpha equals its author's worked examples and another implementation, and says where it is not defined."""

from __future__ import annotations

import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from coprod_tools.opinion.alpha import Scale, alpha

NAN = np.nan
# Krippendorff (2011), section C: four observers, twelve units, values missing.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]


@pytest.mark.parametrize(("scale", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_published_example_with_missing_values_is_reproduced(scale: Scale, published: float) -> None:
    """Sections C and E of the paper; the unit that one observer alone judged does not count: 40 of 41 values."""
    found = alpha(FOUR_OBSERVERS, scale)
    assert found.value == pytest.approx(published, abs=0.0005)
    assert (found.units, found.values, found.undefined) == (11, 40, None)


def test_the_published_binary_example_is_reproduced() -> None:
    """Section A: 4 of 10 units differ, 14 zeros and 6 ones: 1 - (20 - 1) * 4 / (14 * 6) = 8/84."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha([one, other]).value == pytest.approx(1 - 19 * 4 / 84, abs=1e-12)
    assert alpha([one, other]).value == pytest.approx(0.095, abs=0.0005)


def test_the_published_nominal_example_is_reproduced() -> None:
    """Section B: two observers, twelve units, five categories, 0.692."""
    one, other = "aabbdcccedda", "babbbcccEddd".lower()
    codes = [[ord(letter) for letter in row] for row in (one, other)]
    assert alpha(codes).value == pytest.approx(0.692, abs=0.0005)


@given(
    arrays.arrays(
        float,
        st.tuples(st.integers(2, 6), st.integers(1, 12)),
        elements=st.sampled_from([NAN, NAN, -1.0, 0.0, 1.0, 2.5]),
    ),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
def test_it_equals_the_krippendorff_package_on_incomplete_data(data: np.ndarray, scale: Scale) -> None:
    """To 1e-9, whatever is missing."""
    found = alpha(data, scale)
    assume(found.value is not None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer = krippendorff.alpha(reliability_data=data, level_of_measurement=scale)
    assert found.value == pytest.approx(peer, abs=1e-9)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ([[1, NAN], [NAN, 2]], "no-pairs"),
        ([[1, 2, 3]], "no-pairs"),
        (np.empty((0, 3)), "no-pairs"),
        (np.empty((3, 0)), "no-pairs"),
        ([[1, 1, 2], [1, 1, NAN]], "no-variation"),
    ],
)
def test_it_is_not_defined_without_pairs_or_without_two_different_values(data: object, why: str) -> None:
    """In the last case the only other value was judged once, so nothing can be held against it."""
    found = alpha(data)  # type: ignore[arg-type]
    assert found.value is None and found.undefined == why


def test_full_agreement_on_different_values_is_one() -> None:
    """The upper end."""
    assert alpha([[1, 2, 3], [1, 2, 3]]).value == 1.0


@pytest.mark.parametrize("data", [[1, 2, 3], [[1, np.inf], [1, 2]]])
def test_data_of_another_shape_or_without_bound_is_refused(data: object) -> None:
    """It would give a number that means nothing."""
    with pytest.raises(ValueError, match="two dimensions"):
        alpha(data)  # type: ignore[arg-type]
