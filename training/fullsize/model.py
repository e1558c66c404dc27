"""The model of a full-size package: the family's, of the authors' `everything_at_once_tva`, behind random backbones."""

from typing import Dict

import torch
from torch import nn

from ..convert.graphs import TokenGraph
from ..family.config import DAVENET_V2, DavenetConfig, FamilyConfig
from ..family.model import FamilyModel
from .fronts import FrameFeatures, WordVectors

SCALES = (1, 2, 4, 8, 16, 32, 64)
BUCKETS = 8192
MIN_N, MAX_N, MAX_WORDS, MAX_GRAMS = 3, 5, 20, 24
# Twelve tokens in eight seconds, as the authors' features have them.
FRAME_RATE, FRAMES_PER_TOKEN = 3.0, 2


class FullModel(nn.Module):
    """`scale` divides the widths: 1 is the authors' size, 64 is for tests."""

    def __init__(self, scale: int, vocabulary: int, seed: int):
        super().__init__()
        torch.manual_seed(seed)
        self.side = 64 if scale == 1 else 16
        self.buckets = BUCKETS // scale
        widths = tuple(width // scale for width in DAVENET_V2.layer_widths)
        davenet = DavenetConfig(DAVENET_V2.feat_dim, DAVENET_V2.layers, DAVENET_V2.convsize, widths)
        self.config = FamilyConfig(video_embed_dim=4096 // scale, embed_dim=4096 // scale, num_heads=64 // scale, projection_dim=6144 // scale, davenet=davenet)
        self.family = FamilyModel(self.config).eval()
        self.words = WordVectors(1 + self.buckets + vocabulary, self.config.text_embed_dim)
        self.frames = FrameFeatures(FRAMES_PER_TOKEN, self.side, self.config.video_embed_dim)

    def token_graph(self, name: str) -> nn.Module:
        """The graph of a modality from what the front-end gives to tokens."""
        fronts = {"text": self.words, "video": self.frames}
        graph = TokenGraph(self.family, name)
        return nn.Sequential(fronts[name], graph) if name in fronts else graph

    def outputs(self, inputs: Dict[str, torch.Tensor]) -> Dict[str, torch.Tensor]:
        """All embeddings under the golden files' names."""
        with torch.no_grad():
            data = {**inputs, "text": self.words(inputs["text"]), "video": self.frames(inputs["video"])}
            return self.family(data)
