"""ResDAVEnet on log-mel: a stage of residual blocks over time alone, after one convolution over all mel bins. Its batch norms see padding."""

import torch
from torch import nn

from .config import DavenetConfig


class ResidualBlock(nn.Module):
    def __init__(self, size_in: int, size_out: int, width: int, stride: int):
        super().__init__()
        self.conv1 = nn.Conv2d(size_in, size_out, (1, width), (stride, stride), (0, width // 2), bias=False)
        self.bn1 = nn.BatchNorm2d(size_out)
        self.conv2 = nn.Conv2d(size_out, size_out, (1, width), padding=(0, width // 2), bias=False)
        self.bn2 = nn.BatchNorm2d(size_out)
        changes = stride != 1 or size_in != size_out
        self.downsample = nn.Sequential(nn.Conv2d(size_in, size_out, 1, stride, bias=False), nn.BatchNorm2d(size_out)) if changes else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        residual = x if self.downsample is None else self.downsample(x)
        out = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(out + residual)


class ResDavenet(nn.Module):
    """log-mel [B, bins, T] to features [B, ceil(T / reduction), size]."""

    def __init__(self, config: DavenetConfig):
        super().__init__()
        widths = config.layer_widths
        self.size = widths[-1]
        self.conv1 = nn.Conv2d(1, widths[0], (config.feat_dim, 1), bias=False)
        self.bn1 = nn.BatchNorm2d(widths[0])
        for stage, blocks in enumerate(config.layers, 1):
            built = [ResidualBlock(widths[stage - 1], widths[stage], config.convsize, 2)]
            built += [ResidualBlock(widths[stage], widths[stage], config.convsize, 1) for _ in range(blocks - 1)]
            setattr(self, f"layer{stage}", nn.Sequential(*built))
        self.stages = len(config.layers)

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        x = torch.relu(self.bn1(self.conv1(mel.unsqueeze(1))))
        for stage in range(1, self.stages + 1):
            x = getattr(self, f"layer{stage}")(x)
        return x.squeeze(2).transpose(1, 2)
