"""Simulated policies whose truth is known: the ground on which calibration, talk-next and test-next are proved.

Fixed in a commit of its own before any method was written; afterwards only faults are mended, and the commit says so.
Nothing here knows the methods, and partners break the methods' assumptions on purpose (see `Where it departs`).

The map
    20 to 60 concepts (uniform), in 4 to 6 layers from actions to outcomes; 2 to 5 actions (a short list of options is
    seldom longer; HM Treasury Green Book), 1 to 4 outcomes of equal weight, more being better. Links per concept 1.6,
    2.2 or 3.0, in equal numbers of policies: interviewees' own maps hold 23 concepts and 37 links on average, 1.6 links
    a concept (Özesmi & Özesmi 2004, Ecological Modelling 176, p. 43); the truth of many people is denser than one
    person's map. Every concept but an action has a cause and every one but an outcome an effect. Of the further links
    80 % go forward (four in five to the next layer), 8 % stay in their layer, 12 % go back (feedback); none leads into
    an action. Concepts differ in how many links they draw (weights gamma with shape 1.5): such maps have hubs. 70 % of
    links are positive. Strength 0.05 + 0.95 beta(2, 3): mean 0.43, most links middling, few very strong.
Contested
    8 % of true links: half are systematically misjudged (each partner gets the sign wrong with probability 0.6), half
    truly differ between the two groups of partners (60 and 40 %): the smaller group lives the opposite sign, and the
    truth for all is the net, a fifth of the strength.
Partners
    5 to 30 (uniform). Each attends to 40 to 95 % of the concepts, to outcomes and actions more often. It draws a true
    link between two of them with rate beta(6, 4) of its own (mean 0.60), times 0.78 to 1.28 by strength: strong links
    come to mind. So a map names 23 concepts and holds 31 links on average, near the 23 and 37 of Özesmi & Özesmi.
    It gets the sign wrong with rate beta(2, 18) (mean 0.10). A share beta(3, 17) (mean 0.15) of its links is false: a
    quarter of these from myths that partners share (a pool of one for ten true links, its sign said as the myth says
    nine times in ten), 15 % true links turned round, the rest forward at random. 4 % of signs are `?`.
    A map names the concepts of the links it holds, as our files do, so whoever draws nothing at a concept is not asked.
    Said strength: truth (false links: beta(2, 3)) plus a lean of the partner's own (s.d. 0.08) plus noise (s.d. 0.10 to
    0.25 by partner), put into the nearest word of the sheet (0.1, 0.25, 0.5, 0.75, 1); one in ten is not said.
    Confidence (low, medium, high; one in five not said) is informative in part: its correlation with the care taken
    over that statement is 0.5, each partner leans to more or less (s.d. 0.5); care shifts log-odds of a wrong sign by
    0.7 and the log of the strength's noise by 0.35 for each standard deviation.
Pilots
    A pilot moves the cause by one standard deviation in one of two groups of n people and sees the link's weight as a
    standardised effect, with error sqrt(2/n + d^2/4n) (Hedges & Olkin 1985) and with a difference between the pilot's
    place and everywhere of s.d. 0.08, which nobody sees. Cost: 20 to set up plus 0.1 a person, times lognormal (s.d.
    0.5) by link: some links are dear to test. One to three hours are asked of each person. The rates (our reading, no
    source) make a pilot of 2 x 64 people cost about 33.

Where it departs from the model of the methods: rates differ by link (strength) and by statement (care), false links are
shared, contested links break the error rates, turned links are likelier than chance, nobody draws some true links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Truths = NDArray[np.bool_]

DENSITIES = (1.6, 2.2, 3.0)
WORDS = np.array([0.1, 0.25, 0.5, 0.75, 1.0])
UNSURE = 2


@dataclass(frozen=True, slots=True)
class SimulatedPolicy:
    """A policy with its truth and what partners said of it; links in order of effect, then cause, as in a `LinkTable`.

    Attributes
    ----------
    concepts : int
        N; `layer` gives each its place from actions (0) to outcomes.
    cause, effect : Whole
        Shape [L]: every link that is true or that somebody drew.
    weight : Floats
        Shape [L]: the truth, -1 to 1; 0 where the link does not exist.
    contested : Truths
        Shape [L]: true links that are misjudged or that differ between groups.
    levers, outcomes : Whole
        Indices of actions and outcomes.
    named : Truths
        Shape [H, N]: the concepts each partner's map names.
    sign : Whole
        Shape [H, L]: 1 or -1, 2 for `?`, 0 where the partner drew nothing (silent or not asked: see `named`).
    strength : Floats
        Shape [H, L]: as said, NaN where not said.
    confidence : Whole
        Shape [H, L]: 1 low, 2 medium, 3 high, 0 not said.
    density : float
        Links per concept wanted.
    dearness : Floats
        Shape [L]: factor on the cost of a pilot.
    hours : Floats
        Shape [L]: hours that a pilot asks of one person.
    """

    concepts: int
    layer: Whole
    cause: Whole
    effect: Whole
    weight: Floats
    contested: Truths
    levers: Whole
    outcomes: Whole
    named: Truths
    sign: Whole
    strength: Floats
    confidence: Whole
    density: float
    dearness: Floats
    hours: Floats

    @property
    def drawn(self) -> Truths:
        """Shape [L]: whether anybody drew it."""
        return np.asarray((self.sign != 0).any(axis=0))

    @property
    def asked(self) -> Truths:
        """Shape [H, L]: whether the partner's map names both ends."""
        return self.named[:, self.cause] & self.named[:, self.effect]

    def matrix(self) -> Floats:
        """The true weights, shape [N, N], cause by effect."""
        weights = np.zeros((self.concepts, self.concepts))
        weights[self.cause, self.effect] = self.weight
        return weights


def simulate(seed: int) -> SimulatedPolicy:
    """Make the simulated policy of that seed; densities take turns."""
    rng = np.random.default_rng([seed, 20261127])
    density = DENSITIES[seed % len(DENSITIES)]
    layer, levers, outcomes = _layers(rng)
    true = _true_links(rng, layer, levers, outcomes, density)
    weight, misjudged, differing = _weights(rng, len(true))
    said = _Said(rng, layer, levers, outcomes, true, weight, misjudged, differing)
    for _ in range(int(rng.integers(5, 31))):
        said.partner()
    return said.policy(density)


def _layers(rng: np.random.Generator) -> tuple[Whole, Whole, Whole]:
    count, depth = int(rng.integers(20, 61)), int(rng.integers(4, 7))
    actions, ends = int(rng.integers(2, 6)), int(rng.integers(1, 5))
    between = count - actions - ends
    # every layer holds a concept at least
    inner = np.sort(np.concatenate([np.arange(1, depth - 1), rng.integers(1, depth - 1, between - depth + 2)]))
    layer = np.concatenate([np.zeros(actions, dtype=np.int64), inner, np.full(ends, depth - 1)])
    return layer, np.arange(actions), np.arange(count - ends, count)


def _true_links(
    rng: np.random.Generator, layer: Whole, levers: Whole, outcomes: Whole, density: float
) -> list[tuple[int, int]]:
    hub = rng.gamma(1.5, size=len(layer))
    ids = np.arange(len(layer))

    def pick(among: Truths) -> int:
        return int(rng.choice(ids[among], p=hub[among] / hub[among].sum()))

    links: set[tuple[int, int]] = set()
    for one in ids[layer > 0]:
        links.add((pick(layer == layer[one] - 1), int(one)))
    sources = {cause for cause, _ in links}
    for one in ids[layer < layer.max()]:
        if int(one) not in sources:
            links.add((int(one), pick(layer == layer[one] + 1)))
    while len(links) < round(density * len(layer)):
        kind, cause = rng.random(), pick(layer < layer.max())
        if kind < 0.64:
            effect = pick(layer == layer[cause] + 1)
        elif kind < 0.80:
            effect = pick(layer > layer[cause])
        elif kind < 0.88:
            effect = pick(layer == layer[cause])
        else:
            cause = pick(layer > 0)
            effect = pick((layer < layer[cause]) & (layer > 0)) if layer[cause] > 1 else cause
        if cause != effect and layer[effect] > 0:
            links.add((cause, effect))
    return sorted(links)


def _weights(rng: np.random.Generator, links: int) -> tuple[Floats, Truths, Truths]:
    strength = 0.05 + 0.95 * rng.beta(2, 3, links)
    weight = np.where(rng.random(links) < 0.7, strength, -strength)
    contested, half = rng.random(links) < 0.08, rng.random(links) < 0.5
    return weight, contested & half, contested & ~half


class _Said:
    """Gathers what partners say, one partner after the other."""

    def __init__(
        self,
        rng: np.random.Generator,
        layer: Whole,
        levers: Whole,
        outcomes: Whole,
        true: list[tuple[int, int]],
        weight: Floats,
        misjudged: Truths,
        differing: Truths,
    ) -> None:
        self.rng, self.layer, self.levers, self.outcomes = rng, layer, levers, outcomes
        self.true, self.misjudged, self.differing = true, misjudged, differing
        self.lived = weight
        self.net = np.where(differing, 0.2 * weight, weight)
        self.known = set(true)
        self.maps: list[dict[tuple[int, int], tuple[int, float, int]]] = []
        self.myths: list[tuple[tuple[int, int], int]] = []
        while len(self.myths) < max(1, len(true) // 10):
            pair = self._forward(np.ones(len(layer), dtype=bool))
            if pair is not None:
                self.myths.append((pair, 1 if rng.random() < 0.7 else -1))

    def _forward(self, among: Truths) -> tuple[int, int] | None:
        """A false link that goes forward between concepts of `among`."""
        ids = np.flatnonzero(among)
        for _ in range(30):
            cause, effect = (int(each) for each in self.rng.choice(ids, 2))
            if self.layer[cause] < self.layer[effect] and (cause, effect) not in self.known:
                return cause, effect
        return None

    def partner(self) -> None:
        """Let one more partner tell its map."""
        rng, count = self.rng, len(self.layer)
        share = np.full(count, rng.uniform(0.4, 0.95))
        share[self.levers] = 1 - 0.6 * (1 - share[self.levers])
        share[self.outcomes] = 1 - 0.4 * (1 - share[self.outcomes])
        attends = rng.random(count) < share
        smaller = rng.random() < 0.4
        draws, wrong, false = rng.beta(6, 4), rng.beta(2, 18), rng.beta(3, 17)
        self.lean, self.noise, self.bold = rng.normal(0, 0.08), rng.uniform(0.10, 0.25), rng.normal(0, 0.5)
        told: dict[tuple[int, int], tuple[int, float, int]] = {}
        for at, (cause, effect) in enumerate(self.true):
            size = abs(float(self.lived[at]))
            if not (attends[cause] and attends[effect]) or rng.random() >= draws * (0.75 + 0.53 * size):
                continue
            sign = int(np.sign(self.lived[at])) * (-1 if self.differing[at] and smaller else 1)
            told[cause, effect] = self._statement(sign, 0.6 if self.misjudged[at] else wrong, size)
        for _ in range(int(rng.poisson(len(told) * false / (1 - false)))):
            pair, sign, slip = self._false(attends)
            if pair is not None and pair not in told and pair not in self.known:
                told[pair] = self._statement(sign, slip, float(rng.beta(2, 3)))
        self.maps.append(told)

    def _false(self, attends: Truths) -> tuple[tuple[int, int] | None, int, float]:
        kind, sign = self.rng.random(), 1 if self.rng.random() < 0.7 else -1
        if kind < 0.25:
            near = [myth for myth in self.myths if attends[myth[0][0]] and attends[myth[0][1]]]
            if near:
                pair, sign = near[int(self.rng.integers(len(near)))]
                return pair, sign, 0.1
        if kind < 0.40:
            cause, effect = self.true[int(self.rng.integers(len(self.true)))]
            if attends[cause] and attends[effect] and self.layer[cause] > 0:
                return (effect, cause), sign, 0.0
        return (self._forward(attends) if attends.sum() > 1 else None), sign, 0.0

    def _statement(self, sign: int, wrong: float, size: float) -> tuple[int, float, int]:
        rng, care = self.rng, self.rng.normal()
        odds = wrong / (1 - wrong) * np.exp(-0.7 * care)
        said = sign if rng.random() >= odds / (1 + odds) else -sign
        if rng.random() < 0.04:
            said = UNSURE
        heard = size + self.lean + rng.normal() * self.noise * np.exp(-0.35 * care)
        strength = float(WORDS[np.abs(WORDS - heard).argmin()]) if rng.random() >= 0.1 else np.nan
        sure = 0.5 * care + np.sqrt(0.75) * rng.normal() + self.bold
        confidence = 0 if rng.random() < 0.2 else 1 + int(sure > -0.6) + int(sure > 0.6)
        return said, strength, confidence

    def policy(self, density: float) -> SimulatedPolicy:
        """Put truth and maps side by side."""
        links = sorted(self.known.union(*self.maps), key=lambda link: (link[1], link[0]))
        place = {link: at for at, link in enumerate(links)}
        weight, contested = np.zeros(len(links)), np.zeros(len(links), dtype=bool)
        own = [place[link] for link in self.true]
        weight[own], contested[own] = self.net, self.misjudged | self.differing
        shape = (len(self.maps), len(links))
        named = np.zeros((len(self.maps), len(self.layer)), dtype=bool)
        sign, strength, confidence = np.zeros(shape, np.int64), np.full(shape, np.nan), np.zeros(shape, np.int64)
        for who, told in enumerate(self.maps):
            for link, statement in told.items():
                named[who, list(link)] = True
                sign[who, place[link]], strength[who, place[link]], confidence[who, place[link]] = statement
        ends: Any = np.array(links, dtype=np.int64).T
        return SimulatedPolicy(
            len(self.layer),
            self.layer,
            ends[0],
            ends[1],
            weight,
            contested,
            self.levers,
            self.outcomes,
            named,
            sign,
            strength,
            confidence,
            density,
            np.exp(self.rng.normal(0, 0.5, len(links))),
            self.rng.uniform(1, 3, len(links)),
        )


def pilot(policy: SimulatedPolicy, link: int, people: int, rng: np.random.Generator) -> tuple[float, float]:
    """Run a pilot of `link` with two groups of `people`; return the effect seen and the standard error reported."""
    effect = policy.weight[link] + rng.normal(0, 0.08)
    error = float(np.sqrt(2 / people + effect**2 / (4 * people)))
    return float(effect + rng.normal(0, error)), error


def pilot_cost(policy: SimulatedPolicy, link: int, people: int) -> tuple[float, float]:
    """Return what a pilot of `link` with two groups of `people` costs in money and in hours asked of them."""
    return float((20 + 0.1 * 2 * people) * policy.dearness[link]), float(2 * people * policy.hours[link])
