"""Word vectors from hashed n-grams, seen together with the neighbouring words."""

import torch
from torch import nn

from ..config import TextConfig


class WordBackbone(nn.Module):
    """ids [B, N, G] (0 is padding) to features [B, N, width]. Padding words stay zero, so they never reach other words."""

    def __init__(self, config: TextConfig):
        super().__init__()
        self.size = config.width
        self.table = nn.Embedding(1 + config.buckets + config.vocabulary_size, config.width, padding_idx=0)
        self.near = nn.Conv1d(config.width, config.width, 5, padding=2)
        nn.init.normal_(self.table.weight, std=1.0)
        with torch.no_grad():
            self.table.weight[0] = 0

    def words(self, ids: torch.Tensor) -> torch.Tensor:
        """Mean vector [..., width] of the grams [..., G] that are not padding."""
        known = (ids > 0).to(self.table.weight.dtype)
        return (self.table(ids) * known.unsqueeze(-1)).sum(-2) / known.sum(-1, keepdim=True).clamp(min=1)

    def together(self, words: torch.Tensor) -> torch.Tensor:
        """Word vectors [B, N, width] with what their neighbours add."""
        return words + torch.relu(self.near(words.transpose(1, 2)).transpose(1, 2))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.together(self.words(ids))
