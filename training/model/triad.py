"""The whole model: word and frame backbones, and the family's model over their features and log-mel."""

from typing import Dict, Optional

import torch
from torch import nn

from ..family import LETTERS
from ..family.model import FamilyModel, normalise
from ..family.tokens import Tokens
from .backbones.frames import FrameBackbone
from .backbones.words import WordBackbone
from .config import ModelConfig


class TriadModel(nn.Module):
    """Embeds any subset of text, video and audio."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        self.config = config
        self.words = WordBackbone(config.text)
        self.frames = FrameBackbone(config.video)
        self.dropout = nn.Dropout(config.dropout)
        self.family = FamilyModel(config.family)

    def tokens(self, ids: Optional[torch.Tensor] = None, frames: Optional[torch.Tensor] = None,
               mel: Optional[torch.Tensor] = None) -> Dict[str, Tokens]:
        """Tokens, by letter, of each modality given: gram ids [B, N, G], frames [B, F, 3, H, W], mel [B, bins, T]."""
        found: Dict[str, Tokens] = {}
        if ids is not None:
            found["t"] = self.from_features("t", self.words(ids), (ids > 0).any(-1).to(torch.float32))
        if frames is not None:
            features = self.frames(frames)
            found["v"] = self.from_features("v", features, torch.ones(features.shape[:2]))
        if mel is not None:
            found["a"] = self.family.tokens("audio", mel, torch.ones(mel.shape[0], mel.shape[2]))
        return found

    def from_features(self, letter: str, features: torch.Tensor, mask: torch.Tensor) -> Tokens:
        """Tokens of backbone features [B, N, F]."""
        return self.family.tokens(LETTERS[letter], self.dropout(features), mask)

    def embed(self, tokens: Dict[str, Tokens], modalities: str) -> torch.Tensor:
        """f(S) [B, E], normalised, for S = `modalities`, such as "va"."""
        return normalise(self.family.embed({LETTERS[letter]: part for letter, part in tokens.items()}, modalities).float())
