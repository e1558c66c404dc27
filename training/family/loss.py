"""The combinatorial loss over pairs of embeddings, with either contrastive loss."""

from typing import Callable, Dict, Tuple

import torch
from torch.nn import functional as F

from .model import normalise

PAIRS = {"tv": ("text_embed", "video_embed"), "ta": ("text_embed", "audio_embed"), "va": ("video_embed", "audio_embed"),
         "t_va": ("text_embed", "va_embed"), "v_ta": ("video_embed", "ta_embed"), "a_tv": ("audio_embed", "tv_embed")}
WEIGHTS = {"tv": 1.0, "ta": 0.1, "va": 0.1, "t_va": 0.1, "v_ta": 0.1, "a_tv": 0.1}
NAMES = {"t": "text", "v": "video", "a": "audio"}


def norm_softmax(similarity: torch.Tensor, temperature: float = 0.05) -> torch.Tensor:
    """Cross-entropy of cosines / temperature in both directions, row i belongs to column i."""
    target = torch.arange(len(similarity), device=similarity.device)
    return F.cross_entropy(similarity / temperature, target) + F.cross_entropy(similarity.T / temperature, target)


def mms(similarity: torch.Tensor, margin: float = 0.001) -> torch.Tensor:
    """Masked margin softmax (Ilharco et al. 2019, as AVLnet uses it): the right pair must win by the margin, in both directions."""
    return norm_softmax(similarity - margin * torch.eye(len(similarity), device=similarity.device), temperature=1.0)


def combinatorial(output: Dict[str, torch.Tensor], weights: Dict[str, float] = WEIGHTS,
                  contrast: Callable[[torch.Tensor], torch.Tensor] = norm_softmax) -> Tuple[torch.Tensor, Dict[str, float]]:
    """sum(w l) / sum(w) over the pairs that are there, each over the rows that have all of its modalities. Returns the loss and its terms."""
    total, weight_sum, terms = 0.0, 0.0, {}
    for pair, (left, right) in PAIRS.items():
        weight = weights.get(pair, 0.0)
        if weight == 0 or left not in output or right not in output:
            continue
        rows = torch.stack([output[f"{NAMES[letter]}_nonempty_input_mask"] for letter in pair.replace("_", "")]).all(0)
        if not bool(rows.any()):
            continue
        term = contrast(normalise(output[left][rows]) @ normalise(output[right][rows]).T)
        total, weight_sum = total + weight * term, weight_sum + weight
        terms[pair] = float(term.detach())
    if weight_sum == 0:
        raise ValueError("no pair of modalities has a row that has both")
    return total / weight_sum, terms
