"""The four similarity calculators, under the names of the authors' checkpoints. Frames come as CLIP gives them, not normalised."""

from typing import Optional

import torch
from torch import nn

MASKED = -1_000_000.0


def normalise(values: torch.Tensor) -> torch.Tensor:
    return values / values.norm(dim=-1, keepdim=True)


def mean_of_frames(frames: torch.Tensor, mask: Optional[torch.Tensor]) -> torch.Tensor:
    """The unit vector of a clip: the mean of its frames' unit vectors, made a unit vector again."""
    frames = normalise(frames)
    if mask is None:
        return normalise(frames.mean(dim=1))
    mask = mask.unsqueeze(-1).to(frames.dtype)
    return normalise((frames * mask).sum(dim=1) / mask.sum(dim=1).clamp_min(1))


class Norm(nn.Module):
    """LayerNorm with its epsilon inside of the root, as TensorFlow has it."""

    def __init__(self, width: int):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(width)), nn.Parameter(torch.zeros(width))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        centred = values - values.mean(dim=-1, keepdim=True)
        return centred / torch.sqrt((centred * centred).mean(dim=-1, keepdim=True) + 1e-12) * self.weight + self.bias


def quick_gelu(values: torch.Tensor) -> torch.Tensor:
    return values * torch.sigmoid(1.702 * values)


class Attention(nn.Module):
    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.in_proj_weight, self.in_proj_bias = nn.Parameter(torch.empty(3 * width, width)), nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.normal_(self.in_proj_weight, std=0.02)

    def forward(self, values: torch.Tensor, mask: Optional[torch.Tensor]) -> torch.Tensor:
        batch, tokens, width = values.shape
        query, key, value = (values @ self.in_proj_weight.t() + self.in_proj_bias).view(batch, tokens, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5
        if mask is not None:
            scores = scores + (1.0 - mask[:, None, None, :].to(values.dtype)) * MASKED
        return self.out_proj((scores.softmax(dim=-1) @ value).transpose(1, 2).reshape(batch, tokens, width))


class Block(nn.Module):
    def __init__(self, width: int, heads: int):
        super().__init__()
        self.attn, self.ln_1, self.ln_2 = Attention(width, heads), Norm(width), Norm(width)
        self.mlp = nn.ModuleDict({"c_fc": nn.Linear(width, 4 * width), "c_proj": nn.Linear(4 * width, width)})

    def forward(self, values: torch.Tensor, mask: Optional[torch.Tensor]) -> torch.Tensor:
        values = values + self.attn(self.ln_1(values), mask)
        return values + self.mlp["c_proj"](quick_gelu(self.mlp["c_fc"](self.ln_2(values))))


class Transformer(nn.Module):
    def __init__(self, width: int, layers: int, heads: int):
        super().__init__()
        self.resblocks = nn.ModuleList([Block(width, heads) for _ in range(layers)])

    def forward(self, values: torch.Tensor, mask: Optional[torch.Tensor]) -> torch.Tensor:
        for block in self.resblocks:
            values = block(values, mask)
        return values


def positions_of(count: int, width: int) -> nn.Embedding:
    positions = nn.Embedding(count, width)
    nn.init.normal_(positions.weight, std=0.02)
    return positions


class MeanP(nn.Module):
    """The mean of the frames: without weights."""

    def forward(self, frames: torch.Tensor, mask: Optional[torch.Tensor] = None) -> torch.Tensor:
        return mean_of_frames(frames, mask)


class SeqLstm(nn.Module):
    """An LSTM over the frames, added to them."""

    def __init__(self, width: int):
        super().__init__()
        self.lstm_visual = nn.LSTM(width, width, batch_first=True)

    def forward(self, frames: torch.Tensor, mask: Optional[torch.Tensor] = None) -> torch.Tensor:
        # It runs forward only, so that what is filled up behind a clip changes nothing before.
        return mean_of_frames(self.lstm_visual(frames)[0] + frames, mask)


class SeqTransf(nn.Module):
    """A transformer over the frames and their places, added to them."""

    def __init__(self, width: int, positions: int, layers: int, heads: int):
        super().__init__()
        self.frame_position_embeddings, self.transformerClip = positions_of(positions, width), Transformer(width, layers, heads)

    def forward(self, frames: torch.Tensor, mask: Optional[torch.Tensor] = None) -> torch.Tensor:
        places = self.frame_position_embeddings(torch.arange(frames.shape[1], device=frames.device))
        return mean_of_frames(self.transformerClip(frames + places, mask) + frames, mask)


class TightTransf(nn.Module):
    """A transformer over a text and the frames of a clip together: one number for each pair, so that it can only order what was found."""

    def __init__(self, width: int, positions: int, layers: int, heads: int):
        super().__init__()
        self.cross = nn.ModuleDict({
            "embeddings": nn.ModuleDict({"position_embeddings": positions_of(positions, width)}),
            "transformer": Transformer(width, layers, heads),
            "pooler": nn.ModuleDict({"ln_pool": Norm(width), "dense": nn.Linear(width, width)}),
        })
        self.similarity_dense = nn.Linear(width, 1)

    def forward(self, text: torch.Tensor, frames: torch.Tensor, mask: Optional[torch.Tensor] = None) -> torch.Tensor:
        """Of row i of the texts [B, width] with row i of the clips [B, F, width]: [B, 1]."""
        both = torch.cat([text.unsqueeze(1), frames], dim=1)
        both = both + self.cross["embeddings"]["position_embeddings"](torch.arange(both.shape[1], device=both.device))
        if mask is not None:
            mask = torch.cat([torch.ones_like(mask[:, :1]), mask], dim=1)
        state = self.cross["pooler"]["ln_pool"](self.cross["transformer"](both, mask))[:, 0]
        return self.similarity_dense(quick_gelu(self.cross["pooler"]["dense"](state)))
