"""Log-mel to features."""

import torch
from torch import nn

from ..config import AudioConfig

_FRAMES_PER_STEP = 16


class SoundBackbone(nn.Module):
    """mel [B, bins, T], T a multiple of `mel_frames_per_token`, to features [B, T / mel_frames_per_token, 16 * width]."""

    def __init__(self, config: AudioConfig):
        super().__init__()
        width = config.width
        if config.mel_frames_per_token % _FRAMES_PER_STEP or config.mel_bins % 8:
            raise ValueError(f"mel_frames_per_token must be a multiple of {_FRAMES_PER_STEP}, mel_bins one of 8")
        self.steps = config.mel_frames_per_token // _FRAMES_PER_STEP
        self.size = 16 * width
        self.planes = nn.Sequential(
            self._plane(1, width, (5, 7), (2, 4)), self._plane(width, 2 * width, (3, 3), (2, 2)),
            self._plane(2 * width, 4 * width, (3, 3), (2, 2)))
        self.lines = nn.Sequential(
            self._line(4 * width * config.mel_bins // 8, 8 * width, 1), self._line(8 * width, 8 * width, 7))

    @staticmethod
    def _plane(size_in: int, size_out: int, kernel: tuple, stride: tuple) -> nn.Sequential:
        padding = tuple(size // 2 for size in kernel)
        return nn.Sequential(
            nn.Conv2d(size_in, size_out, kernel, stride, padding, bias=False), nn.BatchNorm2d(size_out), nn.ReLU(inplace=True))

    @staticmethod
    def _line(size_in: int, size_out: int, kernel: int) -> nn.Sequential:
        return nn.Sequential(
            nn.Conv1d(size_in, size_out, kernel, 1, kernel // 2, bias=False), nn.BatchNorm1d(size_out), nn.ReLU(inplace=True))

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        lines = self.lines(self.planes(mel.unsqueeze(1)).flatten(1, 2))
        steps = lines.reshape(lines.shape[0], lines.shape[1], -1, self.steps)
        return torch.cat([steps.mean(3), steps.amax(3)], dim=1).transpose(1, 2)
