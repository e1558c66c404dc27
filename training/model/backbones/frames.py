"""Runs of frames to features: what is there (mean picture) and what moves (changes of brightness)."""

import torch
from torch import nn

from ..config import VideoConfig

MOTION_GAIN = 3.0


def _stage(size_in: int, size_out: int, kernel: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(size_in, size_out, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(size_out), nn.ReLU(inplace=True))


class FrameBackbone(nn.Module):
    """frames [B, F, 3, H, W], F a multiple of `frames_per_token`, to features [B, F / frames_per_token, size]."""

    def __init__(self, config: VideoConfig):
        super().__init__()
        self.run, width = config.frames_per_token, config.width
        self.size = 10 * width
        self.stages = nn.Sequential(
            _stage(3 + self.run - 1, width, 5, 2), _stage(width, 2 * width, 3, 2),
            _stage(2 * width, 5 * width, 3, 2), _stage(5 * width, 5 * width, 1, 1))

    def describe(self, frames: torch.Tensor) -> torch.Tensor:
        """Maps [B * tokens, 3 + run - 1, H, W] of each run: mean colours, then changes of brightness from frame to frame."""
        runs = frames.reshape(-1, self.run, 3, frames.shape[3], frames.shape[4])
        light = runs.mean(2)
        return torch.cat([runs.mean(1), MOTION_GAIN * (light[:, 1:] - light[:, :-1])], dim=1)

    def see(self, maps: torch.Tensor) -> torch.Tensor:
        """Features [B * tokens, size] of described runs."""
        maps = self.stages(maps)
        return torch.cat([maps.mean((2, 3)), maps.amax((2, 3))], dim=1)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        return self.see(self.describe(frames)).reshape(frames.shape[0], -1, self.size)
