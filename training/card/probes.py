"""What a card says beyond the directions: other renderings, other words, and questions that only picture and sound together answer."""

from typing import Dict, List

import numpy as np

from ..evaluation.retrieval import bootstrap, hits_at_1
from ..package.load import OfflinePackage
from ..package.media_vectors import MASKS
from .pool import Pool

STORED = ("va", "v", "a")


def other_rendering(pool: Pool, second: Dict[str, np.ndarray]) -> List[str]:
    """R@1 of a query of every mask, of the second rendering, against each stored representation of the first."""
    lines = ["| query | " + " | ".join(f"stored {name}" for name in STORED) + " |", "| --- |" + " --- |" * len(STORED)]
    for mask in MASKS:
        cells = [str(bootstrap(hits_at_1(second[mask] @ pool.vectors[name].T))) for name in STORED]
        lines.append(f"| {mask} | " + " | ".join(cells) + " |")
    return lines


def other_words(package: OfflinePackage, pool: Pool) -> str:
    """R@1 of a caption of held-out words only."""
    query = _texts(package, [entry["paraphrase"] for entry in pool.entries])
    return str(bootstrap(hits_at_1(query @ pool.vectors["va"].T)))


def joint(package: OfflinePackage, pool: Pool, twins: Dict[str, np.ndarray]) -> List[str]:
    """How often "the one sounds, the other is silent" is nearer to its clip than to the twin where it is the other way round. Chance 0.5."""
    query = _texts(package, [entry["joint"] for entry in pool.entries])
    lines = ["| stored | right of two [95 %] |", "| --- | --- |"]
    pairs = {name: (pool.vectors[name], twins[name]) for name in STORED}
    pairs["v+a (late)"] = (pool.vectors["v"] + pool.vectors["a"], twins["v"] + twins["a"])
    for name, (own, other) in pairs.items():
        own, other = (side / np.linalg.norm(side, axis=1, keepdims=True) for side in (own, other))
        gap = (query * own).sum(1) - (query * other).sum(1)
        # The pictures of the two are the same but for the codec: what is nearer than this says nothing.
        right = np.where(np.abs(gap) < 1e-4, 0.5, gap > 0)
        lines.append(f"| {name} | {bootstrap(right)} |")
    return lines


def _texts(package: OfflinePackage, texts: List[str]) -> np.ndarray:
    return np.concatenate([package.embed({"t": package.text_tokens([text])}) for text in texts])
