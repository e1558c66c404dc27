"""The model: features to tokens, fusion of any subset, projections."""

from typing import Dict, Optional

import torch
from torch import nn
from torch.nn import functional as F

from . import LETTERS, MODALITIES
from .config import FamilyConfig
from .davenet import ResDavenet
from .layers import NORM_EPS, projection
from .tokens import Tokens, fill_missing
from .transformer import FusionTransformer

PAIRS = ("tv", "ta", "va")


class FamilyModel(nn.Module):
    """Takes word vectors [B, Nt, Dt], video features [B, Nv, Dv] and log-mel [B, bins, T], each with its mask."""

    def __init__(self, config: FamilyConfig):
        super().__init__()
        self.config = config
        size = config.embed_dim
        transformer = lambda: FusionTransformer(size, config.depth, config.num_heads, config.mlp_ratio, config.use_cls_token)
        self.fusion = transformer()
        if config.transformer_per_modality:
            self.fusion_text, self.fusion_video, self.fusion_audio = self.fusion, transformer(), transformer()
        self.davenet = ResDavenet(config.davenet)
        widths = {"text": config.text_embed_dim, "video": config.video_embed_dim, "audio": self.davenet.size}
        widths.update(config.extra_modalities)
        for name in widths:
            setattr(self, f"{name}_token_proj", projection(widths[name], size, config.token_projection))
            setattr(self, f"{name}_norm_layer", nn.LayerNorm(size, NORM_EPS))
            if config.individual_projections:
                setattr(self, f"{name}_proj", projection(size, config.projection_dim, config.projection))
        if not config.individual_projections:
            self.proj = projection(size, config.projection_dim, config.projection)
        if config.use_positional_emb:
            for name, count in (("video", config.video_max_tokens), ("text", config.text_max_tokens), ("audio", config.audio_max_tokens)):
                position = nn.Parameter(torch.zeros(1, count, size))
                nn.init.trunc_normal_(position, std=0.02)
                setattr(self, f"{name}_pos_embed", position)

    def tokens(self, name: str, content: torch.Tensor, mask: torch.Tensor) -> Tokens:
        """Tokens of one modality; `mask` [B, N], of sound [B, T] over log-mel frames."""
        features = content
        if name == "audio":
            features = self.davenet(content)
            run = -(-mask.shape[1] // features.shape[1])
            mask = F.max_pool1d(mask[:, None], run, ceil_mode=True)[:, 0]
        return self.tokens_of(name, features, mask)

    def tokens_of(self, name: str, features: torch.Tensor, mask: torch.Tensor) -> Tokens:
        """Tokens of features [B, N, F]; of sound what ResDAVEnet gives."""
        # In float32 also where projections run in bfloat16.
        values = getattr(self, f"{name}_norm_layer")(getattr(self, f"{name}_token_proj")(features).float())
        tokens = fill_missing(values, mask, self.fusion.masking_token)
        position = getattr(self, f"{name}_pos_embed", None)
        if position is not None:
            tokens.values = tokens.values + position[:, :tokens.values.shape[1]]
        return tokens

    def project(self, name: str, pooled: torch.Tensor) -> torch.Tensor:
        return (getattr(self, f"{name}_proj") if self.config.individual_projections else self.proj)(pooled)

    def embed(self, tokens: Dict[str, Tokens], letters: str) -> torch.Tensor:
        """The embedding [B, E] of a subset such as "va": of one modality not normalised, of several the mean of the normalised projections."""
        names = [self.config.letters[letter] for letter in letters]
        transformer = getattr(self, f"fusion_{names[0]}") if self.config.transformer_per_modality else self.fusion
        pooled = transformer(tokens, names)
        if "cls" in pooled:
            return self.proj(pooled["cls"])
        projected = [self.project(name, pooled[name]) for name in names]
        return projected[0] if len(projected) == 1 else sum(map(normalise, projected)) / len(projected)

    def forward(self, data: Dict[str, torch.Tensor], joint: Optional[bool] = None) -> Dict[str, torch.Tensor]:
        """All outputs under the golden files' names; `joint` adds pairs beside what the configuration says."""
        tokens = {name: self.tokens(name, data[name], data[f"{name}_mask"]) for name in MODALITIES}
        output = {f"{name}_nonempty_input_mask": tokens[name].present for name in MODALITIES}
        single = {letter: self.embed(tokens, letter) for letter in LETTERS}
        output.update({f"{LETTERS[letter]}_embed": value for letter, value in single.items()})
        fuses = not self.config.transformer_per_modality and (self.config.cross_modal if joint is None else joint)
        for pair in PAIRS:
            output[f"{pair[0]}+{pair[1]}_embed"] = (normalise(single[pair[0]]) + normalise(single[pair[1]])) / 2
            if fuses:
                output[f"{pair}_embed"] = self.embed(tokens, pair)
        if fuses:
            output["tva_embed"] = self.embed(tokens, "tva")
        return output


def normalise(x: torch.Tensor, eps: float = 1e-8) -> torch.Tensor:
    return x / x.norm(dim=1, keepdim=True).clamp(min=eps)
