"""The combinatorial loss over pairs of embeddings, with either contrastive loss."""

from itertools import combinations
from random import Random
from typing import Callable, Dict, List, Tuple

import torch
from torch.nn import functional as F

from .model import normalise


def sides(pair: str) -> Tuple[str, str]:
    """The two subsets that a pair compares: "tv" is t with v, "t_va" is t with v and a together."""
    left, _, right = pair.partition("_") if "_" in pair else (pair[0], "", pair[1:])
    return left, right


def pairs_of(letters: str) -> List[str]:
    """All pairs of disjoint subsets: six of three modalities, 25 of four."""
    subsets = [part for size in range(1, len(letters)) for part in map("".join, combinations(letters, size))]
    found = [(left, right) for left, right in combinations(subsets, 2) if not set(left) & set(right)]
    return [left + right if len(right) == 1 else f"{left}_{right}" for left, right in found]


def draw_modalities(letters: str, kept: int, random: Random) -> str:
    """Modality dropout: the modalities that a step compares. With more than three the pairs grow like 3^n, so that each step takes some of them."""
    return letters if len(letters) <= kept else "".join(sorted(random.sample(letters, kept), key=letters.index))


NAMES = {"t": "text", "v": "video", "a": "audio"}
PAIRS = tuple(pairs_of("tva"))
# The authors' weights.
WEIGHTS = {"tv": 1.0, "ta": 0.1, "va": 0.1, "t_va": 0.1, "v_ta": 0.1, "a_tv": 0.1}


def norm_softmax(similarity: torch.Tensor, temperature: float = 0.05) -> torch.Tensor:
    """Cross-entropy of cosines / temperature in both directions, row i belongs to column i."""
    target = torch.arange(len(similarity), device=similarity.device)
    return F.cross_entropy(similarity / temperature, target) + F.cross_entropy(similarity.T / temperature, target)


def mms(similarity: torch.Tensor, margin: float = 0.001) -> torch.Tensor:
    """Masked margin softmax (Ilharco et al. 2019, as AVLnet uses it): the right pair must win by the margin, in both directions."""
    return norm_softmax(similarity - margin * torch.eye(len(similarity), device=similarity.device), temperature=1.0)


def combinatorial(output: Dict[str, torch.Tensor], weights: Dict[str, float] = WEIGHTS, contrast: Callable[[torch.Tensor], torch.Tensor] = norm_softmax,
                  names: Dict[str, str] = NAMES) -> Tuple[torch.Tensor, Dict[str, float]]:
    """sum(w l) / sum(w) over the pairs that are there, each over the rows that have all of its modalities. Returns the loss and its terms."""
    total, weight_sum, terms = 0.0, 0.0, {}
    for pair, weight in weights.items():
        left, right = (f"{names.get(side, side)}_embed" for side in sides(pair))
        if weight == 0 or left not in output or right not in output:
            continue
        rows = torch.stack([output[f"{names[letter]}_nonempty_input_mask"] for letter in pair.replace("_", "")]).all(0)
        if not bool(rows.any()):
            continue
        term = contrast(normalise(output[left][rows]) @ normalise(output[right][rows]).T)
        total, weight_sum = total + weight * term, weight_sum + weight
        terms[pair] = float(term.detach())
    if weight_sum == 0:
        raise ValueError("no pair of modalities has a row that has both")
    return total / weight_sum, terms
