"""Checkpoints: one file, replaced whole."""

import os
from pathlib import Path
from typing import List, Optional, Tuple

import torch

from ..family import unpickle
from ..family.unpickle import CheckpointError
from ..family.weights import tensors
from ..model.config import ModelConfig
from ..model.triad import TriadModel

WEIGHTS = "weights.pt"


def save(path: str, model: TriadModel, vocabulary: List[str], step: int, optimiser: Optional[torch.optim.Optimizer] = None) -> None:
    state = {
        "config": model.config.to_dict(), "vocabulary": vocabulary, "step": step, "model": model.state_dict(),
        "optimiser": None if optimiser is None else optimiser.state_dict(),
    }
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def load(path: str) -> Tuple[TriadModel, List[str], dict]:
    """Model in evaluation mode, vocabulary, and the rest of the checkpoint (`path` may be a package). Nothing that a file names is run: see family.unpickle."""
    if os.path.isdir(path):
        path = os.path.join(path, WEIGHTS)
    state = tensors(unpickle.read(Path(path)))
    missing = [name for name in ("config", "vocabulary", "step", "model") if not isinstance(state, dict) or name not in state]
    if missing:
        raise CheckpointError(f"{path} lacks {', '.join(missing)}: give a package or a checkpoint of training.train")
    try:
        model = TriadModel(ModelConfig.from_dict(state["config"]))
    except (TypeError, ValueError, KeyError) as problem:
        raise CheckpointError(f"{path} is of another model than this code has ({problem}): train one with training.train") from problem
    try:
        model.load_state_dict(state["model"])
    except RuntimeError as problem:
        raise CheckpointError(f"the weights in {path} do not fit its configuration: {problem}") from problem
    return model.eval(), state["vocabulary"], state
