"""Ranks and what follows from them."""

from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000


@dataclass(frozen=True)
class Figure:
    """A mean with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def ranks(similarity: np.ndarray) -> np.ndarray:
    """Rank (1 is best) of column i for row i; equal scores share their mean rank."""
    own = np.diag(similarity)[:, None]
    better = (similarity > own).sum(1)
    equal = (similarity == own).sum(1)
    return better + (equal + 1) / 2.0


def hits_at_1(similarity: np.ndarray) -> np.ndarray:
    """Per row the chance that its own column comes first, where equal scores are in random order."""
    own = np.diag(similarity)[:, None]
    better, equal = (similarity > own).any(1), (similarity == own).sum(1)
    return np.where(better, 0.0, 1.0 / equal)


def bootstrap(values: np.ndarray, seed: int = 0) -> Figure:
    """Mean of per-query values, resampled over queries."""
    random = np.random.default_rng(seed)
    means = np.asarray(values, np.float64)[random.integers(len(values), size=(RESAMPLES, len(values)))].mean(1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Figure(float(np.mean(values)), float(low), float(high))
