"""Heads of the authors' checkpoints: which one it is, its sizes, its weights."""

import re
from typing import Dict, Optional, Tuple

import numpy as np
import torch
from torch import nn

from ..family.unpickle import CheckpointError
from .heads import MeanP, SeqLstm, SeqTransf, TightTransf

NAMES = ("meanP", "seqLSTM", "seqTransf", "tightTransf")
# The authors' models have a head of attention for every 64 numbers.
_WIDTH_OF_A_HEAD = 64
_OWN = re.compile(r"(lstm_visual|frame_position_embeddings|transformerClip|cross|similarity_dense)\.")


def build(name: str, width: int, positions: int, layers: int, heads: int) -> nn.Module:
    """A new head."""
    if name != "meanP" and width % heads:
        raise CheckpointError(f"--heads is {heads}, which does not divide the width {width}")
    return {"meanP": MeanP, "seqLSTM": lambda: SeqLstm(width), "seqTransf": lambda: SeqTransf(width, positions, layers, heads),
            "tightTransf": lambda: TightTransf(width, positions, layers, heads)}[name]()


def load(weights: Dict[str, np.ndarray], name: Optional[str] = None, heads: Optional[int] = None) -> Tuple[str, nn.Module]:
    """The head of a checkpoint; what belongs to CLIP is passed over. CheckpointError names the key at fault."""
    own = {key: value for key, value in weights.items() if _OWN.match(key)}
    name = name or _name_of(own)
    if name == "meanP":
        return name, MeanP()
    prefix = {"seqLSTM": "lstm_visual.", "seqTransf": "transformerClip.", "tightTransf": "cross.transformer."}[name]
    needed = {"seqLSTM": "lstm_visual.weight_hh_l0", "seqTransf": "frame_position_embeddings.weight",
              "tightTransf": "cross.embeddings.position_embeddings.weight"}[name]
    if needed not in own:
        raise CheckpointError(f"{needed} is missing, which the head {name} has")
    positions, width = (0, own[needed].shape[-1]) if name == "seqLSTM" else own[needed].shape
    layers = len({key.split(".resblocks.")[1].split(".")[0] for key in own if key.startswith(prefix) and ".resblocks." in key})
    head = build(name, width, positions, layers, heads or max(1, width // _WIDTH_OF_A_HEAD))
    expected = head.state_dict()
    for key, tensor in expected.items():
        if key not in own:
            raise CheckpointError(f"{key} is missing, which the head {name} has")
        if own[key].shape != tuple(tensor.shape):
            raise CheckpointError(f"{key} has the shape {list(own[key].shape)}, expected {list(tensor.shape)}")
        if not np.isfinite(own[key]).all():
            raise CheckpointError(f"{key} holds a value that is not finite")
    head.load_state_dict({key: torch.from_numpy(np.ascontiguousarray(own[key], np.float32)) for key in expected})
    return name, head.eval()


def _name_of(own: Dict[str, np.ndarray]) -> str:
    # An LSTM's checkpoint has the places of frames too, and does not use them.
    for name, prefix in (("tightTransf", "similarity_dense."), ("seqLSTM", "lstm_visual."), ("seqTransf", "transformerClip.")):
        if any(key.startswith(prefix) for key in own):
            return name
    return "meanP"
