"""Checkpoints: one file, replaced whole."""

import os
from typing import List, Optional, Tuple

import torch

from ..model.config import ModelConfig
from ..model.triad import TriadModel


def save(path: str, model: TriadModel, vocabulary: List[str], step: int, optimiser: Optional[torch.optim.Optimizer] = None) -> None:
    state = {
        "config": model.config.to_dict(), "vocabulary": vocabulary, "step": step, "model": model.state_dict(),
        "optimiser": None if optimiser is None else optimiser.state_dict(),
    }
    torch.save(state, path + ".part")
    os.replace(path + ".part", path)


def load(path: str) -> Tuple[TriadModel, List[str], dict]:
    """Model in evaluation mode, vocabulary, and the rest of the checkpoint. For checkpoints of one's own only."""
    state = torch.load(path, map_location="cpu")
    model = TriadModel(ModelConfig.from_dict(state["config"]))
    model.load_state_dict(state["model"])
    return model.eval(), state["vocabulary"], state
