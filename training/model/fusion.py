"""Fusion: shared transformer, mean of a modality's output tokens, its own final projection."""

import torch
from torch import nn
from torch.nn import functional as F

from . import MODALITIES
from .config import ModelConfig
from .projection import GatedProjection
from .transformer import FusionTransformer


class Fusion(nn.Module):
    """The graph `fusion` of a package: tokens [B, N, D], mask [B, N], pool [B, 3, N] to projected [B, 3, E]."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.transformer = FusionTransformer(config.token_size, config.depth, config.heads, config.mlp_ratio)
        self.final = nn.ModuleList(GatedProjection(config.token_size, config.embedding_size) for _ in MODALITIES)

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        pooled = torch.matmul(pool, self.transformer(tokens, mask))
        return torch.stack([project(pooled[:, m]) for m, project in enumerate(self.final)], dim=1)


def combine(projected: torch.Tensor, modalities: str) -> torch.Tensor:
    """f(S) = normalise(sum over m in S of normalise(projected[m])), [B, E]."""
    parts = [F.normalize(projected[:, MODALITIES.index(m)].float(), dim=-1) for m in modalities]
    return F.normalize(sum(parts), dim=-1)
