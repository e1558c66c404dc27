"""The four ONNX graphs of a converted model. Video and text come as features of frozen backbones, sound as log-mel."""

from pathlib import Path
from typing import List

import torch
from torch import nn

from ..family import MODALITIES
from ..family.model import FamilyModel
from ..package.stream import export_streaming
from ..passes.folder import EXTERNAL_ABOVE
from ..passes.thin import thin

FILES = {name: f"{name}.onnx" for name in (*MODALITIES, "fusion")}


class TokenGraph(nn.Module):
    """Features, or log-mel, to tokens: projection, norm, and positions where the model has them."""

    def __init__(self, model: FamilyModel, name: str):
        super().__init__()
        self.backbone = model.davenet if name == "audio" else nn.Identity()
        self.project = getattr(model, f"{name}_token_proj")
        self.norm = getattr(model, f"{name}_norm_layer")
        self.position = getattr(model, f"{name}_pos_embed", None)

    def forward(self, content: torch.Tensor) -> torch.Tensor:
        tokens = self.norm(self.project(self.backbone(content)))
        return tokens if self.position is None else tokens + self.position[:, :tokens.shape[1]]


class FusionGraph(nn.Module):
    """tokens [B, N, D], mask [B, N], pool [B, 3, N] to projected [B, 3, E]. With a [cls] token all three are its projection."""

    def __init__(self, model: FamilyModel):
        super().__init__()
        self.model = model

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor, pool: torch.Tensor) -> torch.Tensor:
        config = self.model.config
        if config.use_cls_token:
            first = self.model.fusion.cls_token.expand(tokens.shape[0], -1, -1)
            joined = self._run(self.model.fusion, torch.cat([first, tokens], dim=1), torch.cat([torch.ones_like(mask[:, :1]), mask], dim=1))
            # Which modality a token has does not matter to it; the input stays, since a package's graphs all have it.
            return self.model.proj(joined[:, 0]).unsqueeze(1) + 0 * pool.sum(2, keepdim=True)
        if config.transformer_per_modality:
            parts = [(pool[:, m:m + 1] @ self._run(getattr(self.model, f"fusion_{name}"), tokens, mask * (pool[:, m] > 0).to(mask.dtype)))[:, 0]
                     for m, name in enumerate(MODALITIES)]
        else:
            pooled = pool @ self._run(self.model.fusion, tokens, mask)
            parts = [pooled[:, m] for m in range(len(MODALITIES))]
        return torch.stack([self.model.project(name, part) for name, part in zip(MODALITIES, parts)], dim=1)

    @staticmethod
    def _run(transformer: nn.Module, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        for block in transformer.blocks:
            tokens = block(tokens, mask)
        return tokens


def masking_tokens(model: FamilyModel) -> torch.Tensor:
    """What stands for a missing text, video and sound [3, D], as the authors put it there. For parity only: it was never trained."""
    rows = []
    for name in MODALITIES:
        position = getattr(model, f"{name}_pos_embed", None)
        rows.append(model.fusion.masking_token if position is None else model.fusion.masking_token + position[0, 0])
    return torch.stack(rows).detach()


def export_graphs(model: FamilyModel, folder: Path, external_above: int = EXTERNAL_ABOVE) -> List[str]:
    """Writes the four graphs, large weights beside them; the names of all files."""
    config = model.config
    content = {"text": torch.randn(2, 3, config.text_embed_dim), "video": torch.randn(2, 3, config.video_embed_dim),
               "audio": torch.randn(2, config.davenet.feat_dim, 3 * config.davenet.reduction)}
    files = []
    for name in MODALITIES:
        axes = {"mel": {0: "batch", 2: "frames"}} if name == "audio" else {"features": {0: "batch", 1: "tokens"}}
        files += export_streaming(TokenGraph(model, name), (content[name],), folder / FILES[name], axes, {"tokens": {0: "batch", 1: "tokens"}}, external_above)
    return files + export_fusion(model, folder, external_above)


def export_fusion(model: FamilyModel, folder: Path, external_above: int = EXTERNAL_ABOVE) -> List[str]:
    """Writes the fusion graph, whose final projections run on the rows that have their modality alone."""
    tokens = (torch.randn(2, 5, model.config.embed_dim), torch.ones(2, 5), torch.full((2, len(MODALITIES), 5), 0.2))
    axes = {"tokens": {0: "batch", 1: "tokens"}, "mask": {0: "batch", 1: "tokens"}, "pool": {0: "batch", 2: "tokens"}}
    return export_streaming(FusionGraph(model), tokens, folder / FILES["fusion"], axes, {"projected": {0: "batch"}}, external_above,
                            lambda graph: thin(graph, model.config.projection_dim))
