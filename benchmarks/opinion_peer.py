"""Hold opinion groups and consensus against red-dwarf, a published implementation of Polis's method.

It needs an environment of its own: `pip install red-dwarf==0.4.0` there, then from the checkout
`python -m benchmarks.opinion_peer FOLDER...` with the folders of Polis exports. Nothing of ours needs red-dwarf.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from coprod_tools.opinion.consensus_scores import count_votes, group_informed_consensus, representativeness
from coprod_tools.opinion.groups import find_groups, silhouette
from tests.opinion.conversations import rand_index, read_conversation


def main() -> None:
    """Print for each conversation how far positions, groups and scores of the two lie apart."""
    import pandas as pd
    from reddwarf.utils.clusterer.base import run_clusterer
    from reddwarf.utils.reducer.base import run_reducer
    from reddwarf.utils.stats import calculate_comment_statistics

    for folder in map(Path, sys.argv[1:]):
        votes, exported, moderated = read_conversation(folder)
        votes = np.where(moderated, 0.0, votes)  # as Polis does with statements taken out
        ours = find_groups(votes, seed=1)
        positions = run_reducer(vote_matrix=votes, reducer="pca", random_state=1)[0]
        placed = ours.labels >= 0
        model = run_clusterer(
            clusterer="kmeans", X_participants_clusterable=positions[placed], max_group_count=5, random_state=1
        )
        theirs = np.full(len(votes), -1)
        theirs[placed] = model.labels_
        positions *= np.sign((positions * ours.positions).sum(axis=0))
        stats = calculate_comment_statistics(pd.DataFrame(votes[placed]), list(model.labels_))
        counts = count_votes(votes, theirs)
        both = placed & (exported >= 0)
        print(
            f"{folder.name}: positions differ by {np.abs(positions - ours.positions).max():.1e},",
            f"consensus by {np.abs(group_informed_consensus(counts.agree, counts.seen) - stats[6][0]).max():.1e},",
            f"representativeness by {np.abs(representativeness(counts.agree, counts.seen) - stats[3][0]).max():.1e};",
            f"groups {np.bincount(ours.labels[placed])} (silhouette {ours.silhouette:.3f}),",
            f"theirs {np.bincount(model.labels_)} ({silhouette(ours.positions[placed], theirs[placed]):.3f}),",
            f"adjusted Rand index {rand_index(ours.labels[placed], theirs[placed]):.3f};",
            f"with the export {rand_index(ours.labels[both], exported[both]):.3f}",
        )


if __name__ == "__main__":
    main()
