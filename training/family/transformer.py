"""The transformer over the tokens of any modalities: no position embeddings of its own, no norm after the last block."""

from typing import Dict, Optional, Sequence

import torch
from torch import nn

from .layers import Block
from .tokens import Tokens


class FusionTransformer(nn.Module):
    def __init__(self, size: int, depth: int, heads: int, mlp_ratio: float, cls_token: bool = False):
        super().__init__()
        self.blocks = nn.ModuleList(Block(size, heads, mlp_ratio) for _ in range(depth))
        self.masking_token = nn.Parameter(torch.zeros(size))
        self.cls_token: Optional[nn.Parameter] = nn.Parameter(torch.zeros(1, 1, size)) if cls_token else None
        nn.init.trunc_normal_(self.masking_token, std=0.02)
        if self.cls_token is not None:
            nn.init.trunc_normal_(self.cls_token, std=0.02)

    def forward(self, tokens: Dict[str, Tokens], modalities: Sequence[str]) -> Dict[str, torch.Tensor]:
        """Of each modality the mean of its output tokens [B, D]; with a [cls] token its output, under "cls"."""
        values = [tokens[name].values for name in modalities]
        masks = [tokens[name].mask for name in modalities]
        if self.cls_token is not None:
            batch = values[0].shape[0]
            values.insert(0, self.cls_token.expand(batch, -1, -1))
            masks.insert(0, torch.ones(batch, 1, dtype=masks[0].dtype, device=masks[0].device))
        x, mask = torch.cat(values, dim=1), torch.cat(masks, dim=1)
        for block in self.blocks:
            x = block(x, mask)
        if self.cls_token is not None:
            return {"cls": x[:, 0]}
        parts = torch.split(x, [part.shape[1] for part in values], dim=1)
        return {name: (part * own[..., None]).sum(1) / own.sum(1, keepdim=True) for name, part, own in zip(modalities, parts, masks)}
