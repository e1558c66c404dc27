"""Runs of frames to features: what is there (mean colours) and what moves (how each frame departs from the run's mean)."""

from typing import Tuple

import torch
from torch import nn
from torch.nn import functional as F

from ..config import VideoConfig

WINDOW = 4
HOP = 2


def _stage(size_in: int, size_out: int, kernel: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(size_in, size_out, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(size_out), nn.ReLU(inplace=True))


class FrameBackbone(nn.Module):
    """frames [B, F, 3, H, W], F a multiple of `frames_per_token`, to features [B, F / frames_per_token, size]; H and W multiples of 8."""

    def __init__(self, config: VideoConfig):
        super().__init__()
        if config.frames_per_token < WINDOW or config.side % 8:
            raise ValueError(f"frames_per_token must be at least {WINDOW}, side a multiple of 8")
        self.run, width = config.frames_per_token, config.width
        self.size = 12 * width
        self.look = nn.Sequential(_stage(3, width, 5, 2), _stage(width, 2 * width, 3, 2), _stage(2 * width, 4 * width, 3, 2))
        self.move = nn.Sequential(_stage(WINDOW, width, 5, 2), _stage(width, 2 * width, 3, 2), _stage(2 * width, 2 * width, 3, 1))
        self.join = _stage(8 * width, 6 * width, 1, 1)

    def describe(self, frames: torch.Tensor) -> Tuple[torch.Tensor, torch.Tensor]:
        """Of each run the mean colours [runs, 3, H, W] and the changes [runs, run, H / 2, W / 2] of its brightest channel.

        The brightest channel, not the mean: coloured things on grey ground can be as light as the ground.
        """
        runs = frames.reshape(-1, self.run, 3, frames.shape[3], frames.shape[4])
        light = F.avg_pool2d(runs.amax(2), 2)
        return runs.mean(1), light - light.mean(1, keepdim=True)

    def see(self, colours: torch.Tensor, changes: torch.Tensor) -> torch.Tensor:
        """Features [runs, size] of described runs; one set of filters looks at windows of WINDOW frames, HOP apart."""
        moves = [self.move(changes[:, start:start + WINDOW]) for start in range(0, self.run - WINDOW + 1, HOP)]
        most = moves[0]
        for item in moves[1:]:
            most = torch.maximum(most, item)
        maps = self.join(torch.cat([self.look(colours), sum(moves) / len(moves), most], dim=1))
        return torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], dim=1)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return self.see(*self.describe(frames)).reshape(frames.shape[0], -1, self.size)
