"""Figures by direction."""

from dataclasses import dataclass
from typing import Dict, List, Tuple

import numpy as np

from ..evaluation.retrieval import Figure, bootstrap, hits_at_1, ranks
from .pool import Pool

DIRECTIONS = (("t", "va"), ("va", "t"), ("t", "v"), ("v", "t"), ("t", "a"), ("a", "t"), ("v", "a"), ("a", "v"), ("v", "ta"), ("a", "tv"), ("ta", "v"), ("tv", "a"))


@dataclass(frozen=True)
class Row:
    name: str
    r1: Figure
    r5: Figure
    r10: Figure
    median: float


def rows(pool: Pool) -> List[Row]:
    """R@1 with its interval, R@5, R@10 and the median rank of each direction."""
    found = [_row(f"{query}->{target}", pool.vectors[query], pool.vectors[target]) for query, target in DIRECTIONS]
    late = _late(pool.vectors)
    found.append(_row("t->v+a (late)", pool.vectors["t"], late))
    found.append(_row("v+a (late)->t", late, pool.vectors["t"]))
    found.append(_row("t->tva (t: narration)", pool.vectors["t"], pool.narrated["tva"]))
    found.append(_row("narration->va", pool.narrated["t"], pool.vectors["va"]))
    return found


def gain_of_both(pool: Pool) -> Tuple[str, Figure]:
    """R@1 of t->va minus that of the better of t->v and t->a, resampled in pairs."""
    hits = {target: hits_at_1(pool.vectors["t"] @ pool.vectors[target].T) for target in ("va", "v", "a")}
    better = max(("v", "a"), key=lambda target: hits[target].mean())
    return better, bootstrap(hits["va"] - hits[better])


def _late(vectors: Dict[str, np.ndarray]) -> np.ndarray:
    joined = vectors["v"] + vectors["a"]
    return joined / np.linalg.norm(joined, axis=1, keepdims=True)


def _row(name: str, query: np.ndarray, target: np.ndarray) -> Row:
    similarity = query @ target.T
    places = ranks(similarity)
    return Row(name, bootstrap(hits_at_1(similarity)), bootstrap(places <= 5), bootstrap(places <= 10), float(np.median(places)))
