"""Weights of a checkpoint, checked against the model that they are said to be of."""

import re
import zipfile
from pathlib import Path
from typing import Any, Dict, List, Tuple

import numpy as np
import torch

from . import unpickle
from .config import FamilyConfig
from .model import FamilyModel
from .unpickle import CheckpointError

# In every checkpoint, and never used by the authors' model.
_UNUSED = re.compile(r"(davenet\.batchnorm1|fusion(_text|_video|_audio)?\.norm)\.")
_MOST_TOLD = 20


def read_weights(path: Path) -> Dict[str, np.ndarray]:
    """Arrays by key, from `.npz` or from a PyTorch zip (its `state_dict` where it has one; without the prefix `module.`)."""
    if not path.is_file():
        raise CheckpointError(f"{path} is not a file")
    if zipfile.is_zipfile(path) and all(name.endswith(".npy") for name in zipfile.ZipFile(path).namelist()):
        with np.load(path, allow_pickle=False) as arrays:
            found = {key: arrays[key] for key in arrays.files}
    else:
        found = unpickle.read(path)
        if isinstance(found, dict) and isinstance(found.get("state_dict"), dict):
            found = found["state_dict"]
    if not isinstance(found, dict) or not found:
        raise CheckpointError(f"{path} holds no weights by name")
    strangers = [str(key) for key, value in found.items() if not isinstance(key, str) or not isinstance(value, np.ndarray)]
    if strangers:
        raise CheckpointError(f"{path} holds what is no tensor under {', '.join(strangers[:_MOST_TOLD])}")
    prefix = "module."
    return {key[len(prefix):] if key.startswith(prefix) else key: value for key, value in found.items()}


def tensors(value: Any) -> Any:
    """What `unpickle.read` gives, with tensors instead of arrays."""
    if isinstance(value, np.ndarray):
        return torch.from_numpy(np.ascontiguousarray(value).reshape(value.shape))
    if isinstance(value, dict):
        return {key: tensors(item) for key, item in value.items()}
    return [tensors(item) for item in value] if isinstance(value, list) else value


def complete(config: FamilyConfig, weights: Dict[str, np.ndarray]) -> FamilyConfig:
    """With the numbers of learned positions, where the configuration leaves them to the weights."""
    if not config.use_positional_emb:
        return config
    counts = {name: weights[f"{name}_pos_embed"].shape[1] for name in ("video", "text", "audio") if f"{name}_pos_embed" in weights}
    given = config.to_dict()
    given["davenet"] = config.davenet
    given["video_max_tokens"] = given["video_max_tokens"] or counts.get("video")
    given["text_max_tokens"] = given["text_max_tokens"] or counts.get("text")
    given["audio_max_num_STFT_frames"] = given["audio_max_num_STFT_frames"] or counts.get("audio", 0) * config.davenet.reduction or None
    missing = [name for name in ("video_max_tokens", "text_max_tokens", "audio_max_num_STFT_frames") if not given[name]]
    if missing:
        raise CheckpointError(f"use_positional_emb is true, and neither the configuration nor the weights say {', '.join(missing)}")
    return FamilyConfig(**given)


def build(config: FamilyConfig, weights: Dict[str, np.ndarray]) -> Tuple[FamilyModel, List[str]]:
    """The model with these weights, and the keys that it does not use.

    Raises CheckpointError with every key that is missing, not known, of another shape or not finite.
    """
    config = complete(config, weights)
    model = FamilyModel(config).eval()
    wanted = model.state_dict()
    unused = sorted(key for key in weights if key not in wanted and _UNUSED.match(key))
    problems = [f"{key} is missing; it would have the shape {tuple(wanted[key].shape)}" for key in wanted if key not in weights]
    for key, value in weights.items():
        if key in unused:
            continue
        if key not in wanted:
            problems.append(f"{key} of shape {value.shape} is not known to this architecture")
        elif tuple(wanted[key].shape) != value.shape:
            problems.append(f"{key} has the shape {value.shape}, not {tuple(wanted[key].shape)}")
        elif value.dtype.kind == "f" and not np.isfinite(value).all():
            problems.append(f"{key} has values that are not finite")
    if config.transformer_per_modality and not problems:
        problems += [f"{key} and {twin} differ, and are one transformer" for key, twin in _twins(weights) if not np.array_equal(weights[key], weights[twin])]
    if problems:
        told = problems[:_MOST_TOLD] + ([f"and {len(problems) - _MOST_TOLD} more"] if len(problems) > _MOST_TOLD else [])
        raise CheckpointError("the weights do not fit the configuration:\n  " + "\n  ".join(told))
    model.load_state_dict({key: torch.from_numpy(np.ascontiguousarray(weights[key])) for key in wanted})
    return model, unused


def _twins(weights: Dict[str, np.ndarray]) -> List[Tuple[str, str]]:
    """The text's transformer is in the checkpoint twice."""
    return [(key, key.replace("fusion.", "fusion_text.", 1)) for key in weights if key.startswith("fusion.")]
