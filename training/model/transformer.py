"""The shared transformer: pre-norm blocks without position embeddings."""

import torch
from torch import nn

_MASKED = -1e4


class Attention(nn.Module):
    """Multi-head self-attention; `bias` [B, 1, 1, N] is added to the logits of keys."""

    def __init__(self, size: int, heads: int):
        super().__init__()
        if size % heads:
            raise ValueError(f"token_size {size} must be a multiple of heads {heads}")
        self.heads, self.head_size = heads, size // heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        batch, count, size = x.shape
        qkv = self.qkv(x).reshape(batch, count, 3, self.heads, self.head_size).permute(2, 0, 3, 1, 4)
        query, key, value = qkv[0], qkv[1], qkv[2]
        logits = torch.matmul(query, key.transpose(-2, -1)) * self.head_size ** -0.5 + bias
        mixed = torch.matmul(torch.softmax(logits, dim=-1), value)
        return self.out(mixed.transpose(1, 2).reshape(batch, count, size))


class Block(nn.Module):
    def __init__(self, size: int, heads: int, mlp_ratio: float):
        super().__init__()
        hidden = int(size * mlp_ratio)
        self.norm1, self.norm2 = nn.LayerNorm(size), nn.LayerNorm(size)
        self.attention = Attention(size, heads)
        self.mlp = nn.Sequential(nn.Linear(size, hidden), nn.GELU(), nn.Linear(hidden, size))

    def forward(self, x: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        x = x + self.attention(self.norm1(x), bias)
        return x + self.mlp(self.norm2(x))


class FusionTransformer(nn.Module):
    """tokens [B, N, D] and mask [B, N] (1 where a token is) to output tokens [B, N, D]."""

    def __init__(self, size: int, depth: int, heads: int, mlp_ratio: float):
        super().__init__()
        self.blocks = nn.ModuleList(Block(size, heads, mlp_ratio) for _ in range(depth))

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        bias = ((1 - mask) * _MASKED)[:, None, None, :]
        for block in self.blocks:
            tokens = block(tokens, bias)
        return tokens
