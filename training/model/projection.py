"""Gated projection (context gating): x -> y * sigmoid(W y + b) with y = V x + c."""

import torch
from torch import nn


class GatedProjection(nn.Module):
    """Projects `size_in` features to `size_out`, each scaled by a gate that looks at all of them."""

    def __init__(self, size_in: int, size_out: int):
        super().__init__()
        self.project = nn.Linear(size_in, size_out)
        self.gate = nn.Linear(size_out, size_out)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.project(x)
        return y * torch.sigmoid(self.gate(y))
