"""The whole model: backbones, token projections, fusion."""

from typing import Dict, Optional, Tuple

import torch
from torch import nn

from . import MODALITIES
from .backbones.frames import FrameBackbone
from .backbones.sound import SoundBackbone
from .backbones.words import WordBackbone
from .config import ModelConfig
from .fusion import Fusion, combine
from .projection import GatedProjection

Tokens = Tuple[torch.Tensor, torch.Tensor]


class Tokeniser(nn.Module):
    """One modality's path into the shared sequence: backbone, gated token projection, the modality's normalisation."""

    def __init__(self, backbone: nn.Module, token_size: int, dropout: float):
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.backbone = backbone
        self.project = GatedProjection(backbone.size, token_size)
        self.norm = nn.LayerNorm(token_size)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.finish(self.backbone(x))

    def finish(self, features: torch.Tensor) -> torch.Tensor:
        """Tokens from backbone features."""
        return self.norm(self.project(self.dropout(features)).float())


class TriadModel(nn.Module):
    """Embeds any subset of text, video and audio."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.config = config
        self.text = Tokeniser(WordBackbone(config.text), config.token_size, config.dropout)
        self.video = Tokeniser(FrameBackbone(config.video), config.token_size, config.dropout)
        self.audio = Tokeniser(SoundBackbone(config.audio), config.token_size, config.dropout)
        self.fusion = Fusion(config)

    def tokens(self, ids: Optional[torch.Tensor] = None, frames: Optional[torch.Tensor] = None,
               mel: Optional[torch.Tensor] = None, sizes: Optional[Dict[str, torch.Tensor]] = None) -> Dict[str, Tokens]:
        """Tokens and their mask for each modality given; `sizes` holds token counts [B] of v and a where batches are padded."""
        found: Dict[str, Tokens] = {}
        if ids is not None:
            found["t"] = self.text(ids), (ids > 0).any(-1).to(torch.float32)
        for name, tokeniser, media in (("v", self.video, frames), ("a", self.audio, mel)):
            if media is not None:
                tokens = tokeniser(media)
                found[name] = tokens, _mask(tokens, (sizes or {}).get(name))
        return found

    def embed(self, tokens: Dict[str, Tokens], modalities: str) -> torch.Tensor:
        """f(S) [B, E] for S = `modalities`, such as "va"."""
        return combine(self.fusion(*fusion_inputs(tokens, modalities)), modalities)


def fusion_inputs(tokens: Dict[str, Tokens], modalities: str) -> Tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """tokens, mask and pool of the fusion graph for a subset of modalities."""
    joined = torch.cat([tokens[m][0] for m in modalities], dim=1)
    mask = torch.cat([tokens[m][1] for m in modalities], dim=1)
    pool = torch.zeros(joined.shape[0], len(MODALITIES), joined.shape[1], dtype=joined.dtype, device=joined.device)
    start = 0
    for m in modalities:
        part = tokens[m][1]
        pool[:, MODALITIES.index(m), start:start + part.shape[1]] = part / part.sum(1, keepdim=True).clamp(min=1)
        start += part.shape[1]
    return joined, mask, pool


def _mask(tokens: torch.Tensor, sizes: Optional[torch.Tensor]) -> torch.Tensor:
    if sizes is None:
        return torch.ones(tokens.shape[:2], dtype=torch.float32, device=tokens.device)
    return (torch.arange(tokens.shape[1], device=tokens.device)[None] < sizes[:, None]).to(torch.float32)
