"""Which pairs of modalities a run compares, and what it makes of them."""

from random import Random
from typing import Callable, Dict, List, Optional, Tuple

import torch

from ..evaluation.retrieval import hits_at_1
from ..family import loss
from ..family.config import ConfigError, FamilyConfig
from ..family.model import FamilyModel, normalise
from ..family.subsets import embed_sides
from ..family.tokens import Tokens
from .features import FeatureError, Features

_WEIGHT = 0.1  # The authors', of every pair but text and video.
_TEST_ROWS = 100


def weighted_pairs(given: Optional[Dict[str, float]], config: FamilyConfig, names: List[str]) -> Dict[str, float]:
    """Weights by pair of the modalities that there are features of: the given ones, or the authors'."""
    known = loss.pairs_of("".join(letter for letter, name in config.letters.items() if name in names))
    if not config.cross_modal or config.transformer_per_modality:
        known = [pair for pair in known if len(pair) == 2]
    if given is None:
        return {pair: loss.WEIGHTS.get(pair, _WEIGHT) for pair in known}
    strangers = sorted(set(given) - set(known))
    if strangers or not any(weight > 0 for weight in given.values()):
        raise ConfigError(f"--pairs names {', '.join(strangers) or 'no pair with a weight above 0'}; there are {', '.join(known)}")
    return given


def of_some(pairs: Dict[str, float], kept: int, seed: int) -> Dict[str, float]:
    """Modality dropout: the pairs within the modalities that a step compares."""
    drawn = loss.draw_modalities("".join(sorted(set("".join(pairs)) - {"_"})), kept, Random(seed))
    return {pair: weight for pair, weight in pairs.items() if set(pair) - {"_"} <= set(drawn)}


def batch_loss(model: FamilyModel, batch: Dict[str, torch.Tensor], pairs: Dict[str, float],
               contrast: Callable[[torch.Tensor], torch.Tensor]) -> Tuple[torch.Tensor, Dict[str, float]]:
    """The combinatorial loss of a batch and its terms."""
    letters = model.config.letters
    output = embed_sides(model, _tokens(model, batch), [pair for pair, weight in pairs.items() if weight], letters)
    try:
        return loss.combinatorial(output, pairs, contrast, letters)
    except ValueError as problem:
        raise FeatureError(f"a batch cannot be compared: {problem}; take larger batches, or samples with more modalities") from problem


def measure(model: FamilyModel, test: Features, pairs: Dict[str, float]) -> Dict[str, float]:
    """R@1 of every pair, from its left side to its right one; rows that lack a modality of a pair are left out of it."""
    letters, found = model.config.letters, {}
    pairs = [pair for pair in pairs if {letters[letter] for letter in pair.replace("_", "")} <= set(test.names)]
    with torch.no_grad():
        outputs = [embed_sides(model, _tokens(model, test.at(slice(start, start + _TEST_ROWS))), pairs, letters) for start in range(0, len(test), _TEST_ROWS)]
    output = {key: torch.cat([part[key] for part in outputs]) for key in outputs[0]}
    for pair in pairs:
        left, right = loss.sides(pair)
        rows = torch.stack([output[f"{letters[letter]}_nonempty_input_mask"] for letter in left + right]).all(0)
        if bool(rows.any()):
            query, stored = (normalise(output[f"{letters.get(side, side)}_embed"][rows]).numpy() for side in (left, right))
            found[f"{left}>{right}"] = float(hits_at_1(query @ stored.T).mean())
    return found


def _tokens(model: FamilyModel, batch: Dict[str, torch.Tensor]) -> Dict[str, Tokens]:
    return {name: model.tokens(name, batch[name], batch[f"{name}_mask"]) for name in batch if not name.endswith("_mask")}
