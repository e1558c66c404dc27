"""Embeddings of every subset that a loss compares."""

from typing import Dict, Iterable

import torch

from .loss import NAMES, sides
from .model import FamilyModel
from .tokens import Tokens


def embed_sides(model: FamilyModel, tokens: Dict[str, Tokens], pairs: Iterable[str], names: Dict[str, str] = NAMES) -> Dict[str, torch.Tensor]:
    """What `loss.combinatorial` takes: of tokens by modality the embeddings of both sides of each pair, and which rows have which modality."""
    output = {f"{name}_nonempty_input_mask": part.present for name, part in tokens.items()}
    for subset in sorted({side for pair in pairs for side in sides(pair)}):
        output[f"{names.get(subset, subset)}_embed"] = model.embed(tokens, subset).float()
    return output
