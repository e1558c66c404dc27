"""A member of the family whose embeddings are a correction of concept vectors."""

from typing import Dict, Iterable

import torch
from torch import nn

from ..family.config import DavenetConfig, FamilyConfig
from ..family.loss import sides
from ..family.model import FamilyModel, normalise
from ..family.tokens import Tokens

Batch = Dict[str, torch.Tensor]


def config_of(text: int, video: int, sound: int, size: int = 128, heads: int = 4) -> FamilyConfig:
    """Words, pictures and, as features of a third modality, sound; ResDAVEnet, which takes log-mel, is left idle and small."""
    return FamilyConfig(
        text_embed_dim=text, video_embed_dim=video, embed_dim=size, num_heads=heads, projection_dim=text,
        davenet=DavenetConfig(feat_dim=10, layers=(1, 1, 1, 1), layer_widths=(4, 4, 4, 4, 6), convsize=3), extra_modalities=(("sound", sound),))


class ResidualFamily(nn.Module):
    """e(S) = norm(c(S) + g f(S)): c the direction of the concept vectors' sum (of a text its sentence vector), f the family's embedding, g learned. At g = 0
    it is ConSE."""

    def __init__(self, config: FamilyConfig, gain: float = 0.1, dropout: float = 0.2):
        super().__init__()
        self.family, self.gain, self.dropout = FamilyModel(config), nn.Parameter(torch.tensor(gain)), nn.Dropout(dropout)
        self.letters = config.letters

    def forward(self, batch: Batch, subsets: Iterable[str], corrected: bool = True) -> Dict[str, torch.Tensor]:
        """The embeddings of subsets such as "vs" and which rows have which modality, as `loss.combinatorial` takes them."""
        names = [name for name in self.letters.values() if name in batch]
        found = {f"{name}_nonempty_input_mask": batch[f"{name}_mask"].sum(-1) != 0 for name in names}
        tokens: Dict[str, Tokens] = {
            name: self.family.tokens_of(name, self.dropout(batch[name]), batch[f"{name}_mask"]) for name in names} if corrected else {}
        for subset in subsets:
            concept = normalise(sum(normalise(batch[f"{self.letters[letter]}_concept"]) for letter in subset))
            key = f"{self.letters.get(subset, subset)}_embed"
            found[key] = normalise(concept + self.gain * normalise(self.family.embed(tokens, subset).float())) if corrected else concept
        return found


def subsets_of(pairs: Iterable[str]) -> list:
    return sorted({side for pair in pairs for side in sides(pair)})
