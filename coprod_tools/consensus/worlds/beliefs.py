"""What is believed of each link that somebody drew: whether it is there, which way it goes, and how strong it is.

The model, after Dawid & Skene 1979 (Applied Statistics 28: 20-28), who find at once what is true and how far each
observer can be trusted. A link raises, lowers, or is not there. A holder whose map names both ends draws a link that is
there at a rate of its own, draws its sign the wrong way at another, and draws one that is not there at a third. Silence
counts only as much as these rates say. Three things differ from the paper:

- A link comes to our eyes only when somebody drew it. What nobody drew is put back as expected numbers (Dempster,
  Laird & Rubin 1977, section 4.2, truncated data), or rates of drawing would come out too high.
- Mistakes can be shared: a link that is not there may be a belief that goes round, and on some links the signs are no
  guide at all. Without these two kinds, ten holders would prove too much.
- Rates enter by the expected logarithm of their beta distribution (variational Bayes; Beal 2003, thesis, chapter 2), so
  that a rate known from three links counts for less than one known from a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.worlds.reports import MINUS, NOT_ASKED, PLUS, SILENT, UNSURE, Reports, of_holder, reports_of
from coprod_tools.consensus.worlds.strengths import strengths_of
from coprod_tools.knowledge import Knowledge, load_knowledge

__all__ = [
    "MINUS",
    "NOT_ASKED",
    "PLUS",
    "SILENT",
    "UNSURE",
    "Beliefs",
    "Reports",
    "beliefs_of",
    "of_holder",
    "reports_of",
]

Floats = NDArray[np.float64]
_MOST_ROUNDS, _TOLERANCE = 80, 1e-5
# A link that all would leave out with this probability says nothing more about how many are left out.
_MOST_LEFT_OUT = 0.98
# Prior of the sign rate of a belief that goes round: all who share it mostly say the same.
_SAME_WORDS = 0.3


@dataclass(frozen=True, eq=False)
class Beliefs:
    """What is believed of each link, after everything that was said.

    Attributes
    ----------
    plus, minus, none : array, shape (L,)
        Probability that the link is there and raises, is there and lowers, is not there; they sum to 1.
    mean, sd : array, shape (L,)
        Strength of the link if it is there, before it is cut to the range 0 to 1.
    left_out : float
        About how many links are there that nobody drew, among concepts that maps name.
    """

    plus: Floats
    minus: Floats
    none: Floats
    mean: Floats
    sd: Floats
    left_out: float = 0.0


class _Counts(NamedTuple):
    """Reports as numbers: shapes (H, L), and (L,) for the sums over holders."""

    asked: Floats
    drawn: Floats
    plus: Floats
    minus: Floats
    all_plus: Floats
    all_minus: Floats


class _Kinds(NamedTuple):
    """Probability of each kind of link, shape (L,): signs as drawn, signs no guide, slip, belief that goes round."""

    plus: Floats
    minus: Floats
    misread_plus: Floats
    misread_minus: Floats
    slip: Floats
    shared: Floats

    @property
    def there(self) -> Floats:
        return self.plus + self.minus + self.misread_plus + self.misread_minus


class _Left(NamedTuple):
    """For each link and kind, how many more such links nobody drew; shape (L,)."""

    there: Floats
    slip: Floats
    shared: Floats


def beliefs_of(reports: Reports, knowledge: Knowledge | None = None) -> Beliefs:
    """Return what is believed of each link.

    Parameters
    ----------
    knowledge : Knowledge, optional
        Whose `belief_priors` to start from; the shipped ones by default.
    """
    known = knowledge or load_knowledge()
    counts = _counted(reports)
    if not counts.all_plus.size:
        nothing = np.zeros(0)
        return Beliefs(nothing, nothing, nothing, nothing, nothing)
    kinds, left = _Model(counts, known).fit()
    plus, minus = kinds.plus + kinds.misread_plus, kinds.minus + kinds.misread_minus
    no_guide = (kinds.misread_plus + kinds.misread_minus) / np.maximum(kinds.there, 1e-12)
    mean, sd = strengths_of(reports, kinds.there, no_guide, known.belief_priors)
    return Beliefs(plus, minus, kinds.slip + kinds.shared, mean, sd, float(kinds.there @ left.there))


def _counted(reports: Reports) -> _Counts:
    asked = reports.sign != NOT_ASKED
    plus, minus = (reports.sign == sign for sign in (PLUS, MINUS))
    arrays = [asked, asked & (reports.sign != SILENT), plus, minus]
    asked, drawn, plus, minus = (array.astype(np.float64) for array in arrays)
    return _Counts(asked, drawn, plus, minus, plus.sum(axis=0), minus.sum(axis=0))


class _Model:
    """Finds kinds of links and rates of holders in turn until they agree."""

    def __init__(self, counts: _Counts, knowledge: Knowledge) -> None:
        priors = knowledge.belief_priors
        self.counts = counts
        self.prior = {name: float(entry.value) for name, entry in priors.items()}
        self.weight = {name: float(entry.weight) for name, entry in priors.items()}
        self.usual = {name: self.prior[name] for name in ("drawn-when-there", "wrong-sign", "drawn-when-not-there")}

    def fit(self) -> tuple[_Kinds, _Left]:
        kinds, left = self._first_guess(), _Left(*np.zeros((3, self.counts.all_plus.size)))
        for turn in range(_MOST_ROUNDS):
            before = kinds.there
            kinds, left = self._turn(kinds, left, turn)
            if turn > 5 and np.abs(kinds.there - before).max() < _TOLERANCE:
                break
        return self._cautious(kinds), left

    def _cautious(self, kinds: _Kinds) -> _Kinds:
        """Draw the odds that a link is there towards even, since what holders say is not as independent as assumed.

        Raising odds to a power below 1 is what a likelihood raised to that power does from even odds (Grünwald 2012,
        Algorithmic Learning Theory, LNAI 7568: 169-183).
        """
        there = np.clip(kinds.there, 1e-12, 1 - 1e-12)
        power = self.prior["news-in-each-report"]
        softer = there**power / (there**power + (1 - there) ** power)
        up, down = softer / there, (1 - softer) / (1 - there)
        return _Kinds(*(kind * up for kind in kinds[:4]), *(kind * down for kind in kinds[4:]))

    def _first_guess(self) -> _Kinds:
        """Believe at first what a larger share of those asked drew, and the sign most gave."""
        counts, misread, shared = self.counts, self.prior["misread"], self.prior["shared-mistake"]
        there = np.clip((counts.drawn.sum(axis=0) + 0.5) / (counts.asked.sum(axis=0) + 1), 0.05, 0.95)
        raises = (counts.all_plus + 0.5) / (counts.all_plus + counts.all_minus + 1)
        plus, minus = there * raises, there * (1 - raises)
        return _Kinds(
            plus * (1 - misread),
            minus * (1 - misread),
            plus * misread,
            minus * misread,
            (1 - there) * (1 - shared),
            (1 - there) * shared,
        )

    def _turn(self, kinds: _Kinds, left: _Left, turn: int) -> tuple[_Kinds, _Left]:
        """Take the rates from the kinds, then the kinds from the rates."""
        counts, there = self.counts, kinds.there
        asked = counts.asked.sum(axis=0)
        drawn = counts.drawn.sum(axis=0)
        silent = counts.asked - counts.drawn
        adapt = turn > 2
        draws, omits = self._rate(
            "drawn-when-there",
            counts.drawn @ there,
            silent @ there + counts.asked @ (there * left.there),
            adapt,
        )
        slips, refrains = self._rate(
            "drawn-when-not-there",
            counts.drawn @ kinds.slip,
            silent @ kinds.slip + counts.asked @ (kinds.slip * left.slip),
            adapt,
        )
        wrong, right = self._signs(kinds, adapt)
        absent = kinds.slip + kinds.shared
        spread = self._share(
            "drawn-when-shared-mistake", kinds.shared @ drawn, kinds.shared @ (asked * (1 + left.shared))
        )
        shared = self._share("shared-mistake", kinds.shared.sum(), absent.sum())
        misread = self._share("misread", (kinds.misread_plus + kinds.misread_minus).sum(), there.sum())
        raising = (counts.all_plus @ absent + 2) / ((counts.all_plus + counts.all_minus) @ absent + 3)
        log_plus, log_minus, log_none = self._log_shares(kinds)

        left_out = [np.exp(omits @ counts.asked), np.exp(refrains @ counts.asked), (1 - spread) ** asked]
        unseen = [np.minimum(share, _MOST_LEFT_OUT) for share in left_out]
        seen = [np.log1p(-share) for share in unseen]
        of_there = draws @ counts.drawn + omits @ silent - seen[0]
        of_slip = slips @ counts.drawn + refrains @ silent - seen[1]
        of_slip += counts.all_plus * np.log(raising) + counts.all_minus * np.log(1 - raising)
        of_shared = drawn * np.log(spread) + (asked - drawn) * np.log1p(-spread) - seen[2]
        of_shared += _log_any_rate(counts, _SAME_WORDS)
        no_guide = _log_any_rate(counts, 1.0)
        logs = np.stack(
            [
                log_plus + of_there + _over(right, counts.plus) + _over(wrong, counts.minus) + np.log1p(-misread),
                log_minus + of_there + _over(wrong, counts.plus) + _over(right, counts.minus) + np.log1p(-misread),
                log_plus + of_there + no_guide + np.log(misread),
                log_minus + of_there + no_guide + np.log(misread),
                log_none + of_slip + np.log1p(-shared),
                log_none + of_shared + np.log(shared),
            ]
        )
        odds = np.exp(logs - logs.max(axis=0))
        return _Kinds(*(odds / odds.sum(axis=0))), _Left(*(share / (1 - share) for share in unseen))

    def _rate(self, name: str, hits: Floats, misses: Floats, adapt: bool) -> tuple[Floats, Floats]:
        """Return the expected logarithms of each holder's rate and of its complement, shape (H,).

        Holders are alike up to a point: what is usual among them is found from all, then each is drawn towards it.
        """
        from scipy.special import digamma

        weight = self.weight[name]
        if adapt:
            self._learn(name, hits, misses)
        usual = self.usual[name]
        first, second = hits + weight * usual, misses + weight * (1 - usual)
        both = digamma(first + second)
        return digamma(first) - both, digamma(second) - both

    def _signs(self, kinds: _Kinds, adapt: bool) -> tuple[Floats, Floats]:
        """Return the logarithms of each holder's rate of wrong signs and of right ones, shape (H, L), link by link.

        What a link itself says of a holder is left out where that link is judged (collapsed variational Bayes, CVB0;
        Asuncion, Welling, Smyth & Teh 2009, UAI), or two against two would soon look like two who are always wrong.
        """
        counts, weight = self.counts, self.weight["wrong-sign"]
        wrong = counts.plus * kinds.minus + counts.minus * kinds.plus
        right = counts.plus * kinds.plus + counts.minus * kinds.minus
        all_wrong, all_right = wrong.sum(axis=1, keepdims=True), right.sum(axis=1, keepdims=True)
        if adapt:
            self._learn("wrong-sign", all_wrong, all_right)
        usual = self.usual["wrong-sign"]
        first, second = all_wrong - wrong + weight * usual, all_right - right + weight * (1 - usual)
        return np.log(first / (first + second)), np.log(second / (first + second))

    def _learn(self, name: str, hits: Floats, misses: Floats) -> None:
        """Find what is usual among holders from all of them."""
        weight = self.weight[name]
        own = (hits + weight * self.usual[name]) / (hits + misses + weight)
        self.usual[name] = float((own.sum() + 2 * self.prior[name]) / (len(own) + 2))

    def _share(self, name: str, part: float, whole: float) -> float:
        weight = self.weight[name]
        return float((part + weight * self.prior[name]) / (whole + weight))

    def _log_shares(self, kinds: _Kinds) -> Floats:
        """Return the expected logarithms of the shares of links that raise, lower, are not there."""
        from scipy.special import digamma

        plus, minus = self.prior["share-plus"], self.prior["share-minus"]
        weights = [self.weight["share-plus"] * share for share in (plus, minus, 1 - plus - minus)]
        seen = np.array(
            [
                (kinds.plus + kinds.misread_plus).sum(),
                (kinds.minus + kinds.misread_minus).sum(),
                (kinds.slip + kinds.shared).sum(),
            ]
        )
        total = seen + weights
        return np.asarray(digamma(total) - digamma(total.sum()))


def _over(logs: Floats, who: Floats) -> Floats:
    """Sum over the holders who said so; shapes (H, L), (H, L)."""
    return np.asarray(np.einsum("hl,hl->l", logs, who))


def _log_any_rate(counts: _Counts, prior: float) -> Floats:
    """Return the logarithm of the chance of the signs said when their rate could be any (beta with both ends alike)."""
    from scipy.special import betaln

    return np.asarray(betaln(prior + counts.all_plus, prior + counts.all_minus) - betaln(prior, prior))
