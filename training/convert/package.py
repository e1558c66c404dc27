"""model.json of a converted model."""

import json
from pathlib import Path

import torch

from ..family.config import FamilyConfig
from ..family.model import FamilyModel
from ..package.long_input import LONG_INPUT
from ..passes.folder import hashes_of
from .graphs import FILES, export_graphs, masking_tokens

MASKING = "masking.f32"


def write_package(model: FamilyModel, folder: Path, identity: str, licence: str, origin: str) -> None:
    """Graphs, masking tokens and, last, the model.json that names them all with their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    files = export_graphs(model, folder)
    (folder / MASKING).write_bytes(masking_tokens(model).to(torch.float32).numpy().astype("<f4").tobytes())
    described = describe(model.config, identity, licence, origin)
    described["sha256"] = hashes_of(folder, [*files, MASKING])
    (folder / "model.json").write_text(json.dumps(described, indent=2) + "\n")


def describe(config: FamilyConfig, identity: str, licence: str, origin: str) -> dict:
    reduction = config.davenet.reduction
    return {
        "format": 1,
        "id": identity,
        "kind": "fusion",
        "licence": licence,
        "origin": origin,
        "modalities": ["t", "v", "a"],
        "embedding_size": config.projection_dim,
        "token_size": config.embed_dim,
        "representations": ["full", "t", "v", "a"],
        "segment_seconds": 8.0,
        "long_input": LONG_INPUT,
        "text": {"features": config.text_embed_dim},
        "video": {"features": config.video_embed_dim},
        "audio": {
            "sample_rate": 16000, "mel_bins": config.davenet.feat_dim, "window": 400, "hop": 160, "fft": 400, "preemphasis": 0.97,
            "min_hz": 20, "max_hz": 8000, "floor_db": 80, "mean_db": 0.0, "std_db": 1.0,
            "mel_frames_per_token": reduction, "pad_multiple": reduction,
        },
        "masking": MASKING,
        "graphs": {name: {"file": file} for name, file in FILES.items()},
    }
