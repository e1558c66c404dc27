"""One run: a variant trained on cached features with one seed, and measured."""

from dataclasses import dataclass
from typing import Dict

import numpy as np
import torch
from torch.nn import functional as F

from ..evaluation.retrieval import ranks
from ..family import LETTERS
from ..family.loss import combinatorial
from ..family.model import FamilyModel, normalise
from ..family.subsets import embed_sides
from ..family.tokens import Tokens
from .variants import Variant

DIRECTIONS = ("t>va", "t>v+a", "t>v", "t>a", "v>a", "v>ta", "a>tv")


@dataclass(frozen=True)
class Protocol:
    """The same for every run."""

    steps: int = 400
    batch: int = 128
    rate: float = 1e-3
    final: float = 0.05
    dropout: float = 0.1


def train(variant: Variant, features: Dict[str, np.ndarray], seed: int, protocol: Protocol, report=None) -> FamilyModel:
    """Adam with exponential decay; captions are drawn anew in every step."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    model = FamilyModel(variant.config)
    trained = [weight for name, weight in model.named_parameters() if not name.startswith("davenet.")]
    optimiser = torch.optim.Adam(trained, lr=protocol.rate)
    decay = torch.optim.lr_scheduler.ExponentialLR(optimiser, protocol.final ** (1 / protocol.steps))
    weights = {pair: 1.0 for pair in variant.pairs}
    for step in range(protocol.steps):
        rows = random.choice(len(features["video"]), protocol.batch, replace=False)
        caption = random.integers(features["text"].shape[1], size=protocol.batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tokens = _tokens(model, {
                "text": features["text"][rows, caption], "text_mask": features["text_mask"][rows, caption],
                **{key: features[key][rows] for key in ("video", "video_mask", "audio", "audio_mask")}}, protocol.dropout)
            output = embed_sides(model, tokens, variant.pairs)
        loss, _ = combinatorial(output, weights)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 5.0)
        optimiser.step()
        decay.step()
        if report is not None:
            report(step + 1, float(loss.detach()))
    return model.eval()


def measure(variant: Variant, model: FamilyModel, features: Dict[str, np.ndarray]) -> Dict[str, Dict[str, float]]:
    """R@1, R@5, R@10 and the median rank by direction; where a variant fuses nothing, only directions of single modalities and of means."""
    with torch.no_grad():
        tokens = _tokens(model, features, 0.0)
        subsets = ("t", "v", "a", "va", "ta", "tv") if variant.fuses else ("t", "v", "a")
        vectors = {subset: normalise(model.embed(tokens, subset)).numpy() for subset in subsets}
    vectors["v+a"] = vectors["v"] + vectors["a"]
    vectors["v+a"] /= np.linalg.norm(vectors["v+a"], axis=1, keepdims=True)
    found = {}
    for direction in DIRECTIONS:
        query, target = direction.split(">")
        if query in vectors and target in vectors:
            places = ranks(vectors[query] @ vectors[target].T)
            found[direction] = {"r1": float((places <= 1).mean()), "r5": float((places <= 5).mean()), "r10": float((places <= 10).mean()),
                                "medr": float(np.median(places))}
    return found


def _tokens(model: FamilyModel, features: Dict[str, np.ndarray], dropout: float) -> Dict[str, Tokens]:
    return {name: model.tokens_of(name, F.dropout(torch.from_numpy(features[name].astype(np.float32)), dropout, dropout > 0),
                                  torch.from_numpy(features[f"{name}_mask"].astype(np.float32)))
            for name in LETTERS.values()}
