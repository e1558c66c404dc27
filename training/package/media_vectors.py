"""Embeddings of a manifest's clips from their files."""

from typing import Dict, List

import numpy as np

from ..family.tokens import Tokens
from .load import OfflinePackage

MASKS = ("t", "v", "a", "tv", "ta", "va", "tva")


def all_masks(package: OfflinePackage, tokens: Dict[str, Tokens]) -> Dict[str, np.ndarray]:
    """f(S) [E] of one item for all seven masks."""
    return {mask: package.embed(tokens, mask)[0] for mask in MASKS}


def stacked(rows: List[Dict[str, np.ndarray]]) -> Dict[str, np.ndarray]:
    """f(S) [items, E] by mask."""
    return {mask: np.stack([row[mask] for row in rows]) for mask in MASKS}
