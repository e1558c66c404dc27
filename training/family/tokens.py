"""Tokens of one modality."""

from dataclasses import dataclass

import torch


@dataclass
class Tokens:
    """`values` [B, N, D], `mask` [B, N] (1 where a token is), `present` [B]: rows that have the modality. The others hold one masking token."""

    values: torch.Tensor
    mask: torch.Tensor
    present: torch.Tensor


def fill_missing(values: torch.Tensor, mask: torch.Tensor, masking_token: torch.Tensor) -> Tokens:
    """Puts the masking token in the first place of rows without any token, as the authors do."""
    present = mask.sum(-1) != 0
    first = torch.zeros_like(mask)
    first[:, 0] = 1
    filled = (~present)[:, None].to(mask.dtype) * first
    values = torch.where(filled[..., None] > 0, masking_token.to(values.dtype), values)
    return Tokens(values, mask + filled, present)
