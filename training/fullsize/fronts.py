"""Random stand-ins for the frozen backbones before the authors' model, so that their sizes can be fed with real media."""

import torch
from torch import nn


class WordVectors(nn.Module):
    """Ids of words' n-grams [B, N, G] to word vectors [B, N, size]: the mean over the ids that are not 0."""

    def __init__(self, count: int, size: int):
        super().__init__()
        self.table = nn.Embedding(count, size)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        there = (ids > 0).to(torch.float32)
        return (self.table(ids) * there.unsqueeze(3)).sum(2) / there.sum(2, keepdim=True).clamp(min=1)


class FrameFeatures(nn.Module):
    """Frames [B, F, 3, H, W] to features [B, F / run, size]: two convolutions, a grid of means, a linear layer, the mean over a run."""

    GRID = 4

    def __init__(self, run: int, side: int, size: int):
        super().__init__()
        self.run, self.side = run, side
        self.near, self.far = nn.Conv2d(3, 16, 3, 2, 1), nn.Conv2d(16, 32, 3, 2, 1)
        self.grid = nn.AvgPool2d(side // 4 // self.GRID)
        self.last = nn.Linear(32 * self.GRID ** 2, size)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        x = frames.reshape(-1, 3, self.side, self.side)
        x = self.grid(torch.relu(self.far(torch.relu(self.near(x))))).flatten(1)
        x = self.last(x)
        return x.reshape(frames.shape[0], -1, self.run, x.shape[1]).mean(2)
