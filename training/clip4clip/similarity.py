"""Texts by clips, as the heads see them, and the loss of it."""

from typing import Optional

import torch
from torch import nn
from torch.nn import functional as F

from .heads import TightTransf, normalise


def similarity(head: nn.Module, text: torch.Tensor, frames: torch.Tensor, mask: Optional[torch.Tensor], logit_scale: torch.Tensor) -> torch.Tensor:
    """[T, C] for texts [T, width] and clips [C, F, width]: exp(logit_scale) times the cosine; of the tight head its own number."""
    if not isinstance(head, TightTransf):
        return logit_scale.exp() * normalise(text) @ head(frames, mask).t()
    texts, clips = len(text), len(frames)
    pairs = head(
        text.repeat_interleave(clips, dim=0), frames.repeat(texts, 1, 1), None if mask is None else mask.repeat(texts, 1))
    return pairs.view(texts, clips)


def symmetric_loss(similarity: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of rows and of columns, row i belonging to column i; their mean (CLIP4Clip, equations 10 to 12)."""
    target = torch.arange(len(similarity), device=similarity.device)
    return (F.cross_entropy(similarity, target) + F.cross_entropy(similarity.t(), target)) / 2
