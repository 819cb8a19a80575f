"""Which of many names are written alike, without comparing each with each where that can not be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coprod_tools.words import say

# Least likeness of two sorted names, of 100. Of 16 pairs of wordings of one thing that we made up, 13 lie at or above
# it, and 4 of 18 pairs of different things (tests/consensus/test_joining.py).
LIKENESS = 80
BLOCK = 500
# Of the others that one name is alike to, so many are looked at, the most alike first: it bounds time and memory where
# thousands of names are alike.
MOST_FOR_ONE = 50


def pairs_alike(names: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the likeness and both names of each pair that is written alike.

    Parameters
    ----------
    names : sequence of str
        Different from each other, each with its words sorted, as `rapidfuzz.fuzz.token_sort_ratio` does.

    Notes
    -----
    Likeness is the normalised indel similarity of rapidfuzz: 100 * (1 - edits / (length of both)), where an edit
    takes out or puts in one letter. So a name can only be as alike as 80 to one at least two thirds as long: names are
    sorted by length and compared in blocks, within that window.
    """
    import numpy as np
    from rapidfuzz import fuzz, process

    ordered = sorted(names, key=lambda name: (len(name), name))
    lengths = np.array([len(name) for name in ordered])
    opposites = opposite_words()
    for start in range(0, len(ordered), BLOCK):
        rows = ordered[start : start + BLOCK]
        longest = len(rows[-1]) * (200 - LIKENESS) / LIKENESS
        columns = ordered[start : int(np.searchsorted(lengths, longest, side="right"))]
        scores = process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=LIKENESS, dtype=np.uint8)
        scores = np.triu(scores, 1)
        if scores.shape[1] > MOST_FOR_ONE:
            least = np.partition(scores, -MOST_FOR_ONE, axis=1)[:, -MOST_FOR_ONE]
            # Of those as alike as the last one looked at, all or none are kept, so that no order decides.
            scores[scores < least[:, None]] = 0
            crowded = np.count_nonzero(scores, axis=1) > 2 * MOST_FOR_ONE
            scores[crowded] = np.where(scores[crowded] > least[crowded, None], scores[crowded], 0)
        for row, column in np.argwhere(scores):
            one, other = rows[row], columns[column]
            if may_be_one(one, other, opposites):
                yield int(scores[row, column]), one, other


def opposite_words() -> frozenset[frozenset[str]]:
    """Return pairs of words of which one turns the meaning of the other round."""
    return frozenset(frozenset(pair.split("/")) for pair in say("consensus.opposites").split())


def may_be_one(one: str, other: str, opposites: frozenset[frozenset[str]]) -> bool:
    """Tell whether two names may mean one thing: they differ in no number, no "not" and no word and its opposite."""
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    left, right = set(one.split()), set(other.split())
    turned = set(say("consensus.turning").split())
    if (left ^ right) & turned:
        return False
    return not any(frozenset((a, b)) in opposites for a in left - right for b in right - left)
