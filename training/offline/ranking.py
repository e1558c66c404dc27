"""Scores and ranks: ties share their mean rank, as the paper's authors count; what cannot be asked or found has an infinite rank."""

from typing import List, Sequence

import numpy as np

_CHUNK = 256
_DECIMALS = 9


def rank_of(scores: np.ndarray, own: np.ndarray) -> float:
    """Rank (1 is best) of the best of the right answers `own` (indices); others that score as much push it back by half a rank each."""
    if not len(own):
        return float("inf")
    best = scores[own].max()
    better, equal = int((scores > best).sum()), int((scores == best).sum()) - int((scores[own] == best).sum())
    return 1 + better + equal / 2.0


def ranks(queries: np.ndarray, targets: np.ndarray, groups: np.ndarray, right: Sequence[np.ndarray]) -> List[float]:
    """Per query the rank of its right groups; a group's score is that of its best target row. `groups` says for each row its group, ascending."""
    found: List[float] = []
    names, starts = np.unique(groups, return_index=True)
    place = {int(name): i for i, name in enumerate(names)}
    for first in range(0, len(queries), _CHUNK):
        block = queries[first:first + _CHUNK]
        if not len(names):
            found += [float("inf")] * len(block)
            continue
        # Equal rows may differ in the last bit by where they stand in the product: so much is no difference.
        scores = np.round(block.astype(np.float64) @ targets.T.astype(np.float64), _DECIMALS)
        scores = np.maximum.reduceat(scores, starts, axis=1)
        for row, query in enumerate(block):
            own = np.array([place[int(i)] for i in right[first + row] if int(i) in place], np.int64)
            found.append(rank_of(scores[row], own) if np.isfinite(query).all() else float("inf"))
    return found


def mean_direction(rows: np.ndarray) -> np.ndarray:
    """The direction of the mean of unit vectors: what a video of several segments is asked with."""
    if len(rows) == 1:
        return rows[0]
    mean = rows.astype(np.float64).mean(0)
    return (mean / np.linalg.norm(mean)).astype(np.float32)
