"""How long merging and laying out take, and what they hold: 50 partners x 500 concepts x 1,500 statements.

Run `python -m benchmarks.merging`. It prints seconds, whether the bytes are equal whatever the order of files, and
peak memory (tracemalloc) as statements grow.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal

from coprod_tools.consensus.joining import suggest
from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.values import JointMap
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join
from coprod_tools.policy.partner_maps import PartnerMap, Statement

WORDS = (
    "trust",
    "time",
    "rent",
    "sleep",
    "visits",
    "talk",
    "school",
    "food",
    "work",
    "kura",
    "whānau",
    "bus",
    "clinic",
)
LIMIT_SECONDS = 30


def maps(partners: int, concepts: int, statements: int, seed: int) -> Iterator[PartnerMap]:
    """Yield made-up maps whose names are spelt in each partner's own way."""
    draw = random.Random(seed)
    names = [f"{draw.choice(WORDS)} {draw.choice(WORDS)} {number}" for number in range(concepts)]
    for partner in range(partners):
        own = [name.upper() if draw.random() < 0.3 else name for name in names]
        said = []
        for line in range(2, statements + 2):
            cause, effect = draw.sample(range(concepts), 2)
            strength = Decimal(draw.randrange(1, 11)) / 10
            said.append(Statement(own[cause], own[effect], draw.choice("++-?"), strength, "medium", line=line))
        yield PartnerMap(f"partner-{partner}", 1, tuple(said), f"maps/partner-{partner}.csv", f"{partner:064d}")


def digest(joint: JointMap) -> str:
    """Return the SHA-256 of a joint map written as JSON."""
    plain = asdict(joint)
    plain["speaks_of"] = {actor: sorted(spoken) for actor, spoken in joint.speaks_of.items()}
    return hashlib.sha256(json.dumps(plain, default=str).encode()).hexdigest()


def main() -> None:
    """Measure and print."""
    policy, knowledge = Policy.model_validate({"coprod": "1", "id": "big", "title": "Big"}), load_knowledge()
    given = list(maps(50, 500, 1500, seed=1))
    names = sorted({each.statements[0].cause for each in given})
    joins = [
        Join.model_validate({"names": (one, f"{one} again"), "reason": "same", "by": "x", "on": "2026-01-01"})
        for one in names
    ]
    digests = set()
    for turn in range(3):
        random.Random(turn).shuffle(given)
        started = time.perf_counter()
        collected = merge(*map(collect, given))
        merged = time.perf_counter()
        joint = lay_out(policy, collected, joins, (), knowledge)
        laid = time.perf_counter()
        digests.add(digest(joint))
        print(f"merge {merged - started:.2f} s, lay out {laid - merged:.2f} s, {len(joint.links)} links")
        assert laid - started < LIMIT_SECONDS
    print(f"bytes equal in three orders: {len(digests) == 1}")
    started = time.perf_counter()
    found = suggest(joint)
    print(f"suggest: {len(found)} of {len(joint.concepts)} concepts in {time.perf_counter() - started:.2f} s")
    for partners in (10, 20, 40, 80):
        some = list(maps(partners, 500, 1500, seed=1))
        tracemalloc.start()
        kept = lay_out(policy, merge(*map(collect, some)), (), (), knowledge)
        now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        count = partners * 1500
        print(f"{count} statements: {now / count:.0f} bytes kept, {peak / count:.0f} at peak, for each statement")
        del kept


if __name__ == "__main__":
    main()
