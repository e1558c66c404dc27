"""Projections and the transformer block."""

import torch
from torch import nn

NORM_EPS = 1e-6


class ContextGating(nn.Module):
    """x * sigmoid(W x + b)."""

    def __init__(self, size: int):
        super().__init__()
        self.fc = nn.Linear(size, size)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * torch.sigmoid(self.fc(x))


class GatedProjection(nn.Module):
    def __init__(self, size_in: int, size_out: int):
        super().__init__()
        self.fc = nn.Linear(size_in, size_out)
        self.cg = ContextGating(size_out)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.cg(self.fc(x))


def projection(size_in: int, size_out: int, kind: str) -> nn.Module:
    """`gated`, `minimal` (linear) or empty for none."""
    if kind == "gated":
        return GatedProjection(size_in, size_out)
    return nn.Linear(size_in, size_out) if kind == "minimal" else nn.Identity()


class Attention(nn.Module):
    """Multi-head self-attention; keys whose `mask` [B, N] is 0 are not attended to."""

    def __init__(self, size: int, heads: int):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.proj = nn.Linear(size, size)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, count, size = x.shape
        head_size = size // self.heads
        query, key, value = self.qkv(x).reshape(batch, count, 3, self.heads, head_size).permute(2, 0, 3, 1, 4)
        logits = torch.matmul(query, key.transpose(-2, -1)) * head_size ** -0.5
        logits = logits.masked_fill((mask == 0)[:, None, None, :], torch.finfo(logits.dtype).min)
        mixed = torch.matmul(torch.softmax(logits, dim=-1), value)
        return self.proj(mixed.transpose(1, 2).reshape(batch, count, size))


class Perceptron(nn.Module):
    def __init__(self, size: int, hidden: int):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(size, hidden), nn.Linear(hidden, size)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.fc2(nn.functional.gelu(self.fc1(x)))


class Block(nn.Module):
    """Pre-norm: attention, then perceptron, each added to what came in."""

    def __init__(self, size: int, heads: int, mlp_ratio: float):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(size, NORM_EPS), nn.LayerNorm(size, NORM_EPS)
        self.attn = Attention(size, heads)
        self.mlp = Perceptron(size, int(size * mlp_ratio))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        x = x + self.attn(self.norm1(x), mask)
        return x + self.mlp(self.norm2(x))
