"""The combinatorial contrastive loss."""

from typing import Callable, Dict, Optional, Tuple

import torch
from torch.nn import functional as F

PAIRS = (("t", "v"), ("t", "a"), ("v", "a"), ("t", "va"), ("v", "ta"), ("a", "tv"))


def norm_softmax(left: torch.Tensor, right: torch.Tensor, temperature: float = 0.05) -> torch.Tensor:
    """Both directions of cross-entropy over cosines / temperature; rows [B, E] are normalised, row i of one belongs to row i of the other."""
    logits = left @ right.T / temperature
    target = torch.arange(len(left), device=left.device)
    return F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)


def combinatorial(embed: Callable[[str], torch.Tensor], has: Optional[Dict[str, torch.Tensor]] = None,
                  weights: Optional[Dict[Tuple[str, str], float]] = None, temperature: float = 0.05) -> Tuple[torch.Tensor, Dict[str, float]]:
    """Weighted mean of NormSoftmax over the six pairs, sum(w l) / sum(w), each over the samples that have its modalities.

    `embed` gives f(S) [B, E] (asked once for each S), `has[m]` [B] says which samples have modality m. Returns the loss and its terms.
    """
    cache: Dict[str, torch.Tensor] = {}
    total, weight_sum, terms = None, 0.0, {}
    for left, right in PAIRS:
        weight = (weights or {}).get((left, right), 1.0)
        keep = None
        if has is not None:
            keep = torch.stack([has[m] for m in left + right]).all(0)
            if int(keep.sum()) < 2:
                continue
        if weight == 0:
            continue
        for part in (left, right):
            if part not in cache:
                cache[part] = embed(part)
        sides = [cache[part] if keep is None else cache[part][keep] for part in (left, right)]
        term = norm_softmax(sides[0], sides[1], temperature)
        total = weight * term if total is None else total + weight * term
        weight_sum += weight
        terms[f"{left}-{right}"] = float(term.detach())
    if total is None:
        raise ValueError("no pair of modalities has two samples")
    return total / weight_sum, terms
