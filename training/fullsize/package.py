"""Writes a full-size package, and what PyTorch computes with it."""

import json
from pathlib import Path
from typing import Dict, List

import numpy as np
import torch

from ..convert.graphs import FILES, export_fusion, masking_tokens
from ..convert.package import MASKING, describe
from ..package.stream import export_streaming
from ..passes.folder import hashes_of
from .model import FRAME_RATE, FRAMES_PER_TOKEN, MAX_GRAMS, MAX_N, MAX_WORDS, MIN_N, FullModel

VOCABULARY = "vocab.txt"
SEGMENT_SECONDS = 8.0
LICENCE = "as this repository; the weights are random numbers"


def write_package(model: FullModel, out: Path, words: List[str], origin: str, external_above: int, segment_seconds: float = SEGMENT_SECONDS) -> dict:
    """Graphs, vocabulary, masking tokens and, last, model.json. Returns what it says."""
    out.mkdir(parents=True, exist_ok=True)
    (out / VOCABULARY).write_text("".join(word + "\n" for word in words), encoding="utf-8")
    (out / MASKING).write_bytes(masking_tokens(model.family).to(torch.float32).numpy().astype("<f4").tobytes())
    side, bins = model.side, model.config.davenet.feat_dim
    samples = {"text": torch.ones(2, 3, MAX_GRAMS, dtype=torch.int64), "video": torch.randn(2, 2 * FRAMES_PER_TOKEN, 3, side, side),
               "audio": torch.randn(2, bins, 3 * model.config.davenet.reduction)}
    inputs = {"text": {"ids": {0: "batch", 1: "tokens"}}, "video": {"frames": {0: "batch", 1: "frames"}}, "audio": {"mel": {0: "batch", 2: "frames"}}}
    files = [VOCABULARY, MASKING]
    for name, sample in samples.items():
        files += export_streaming(model.token_graph(name), (sample,), out / FILES[name], inputs[name], {"tokens": {0: "batch", 1: "tokens"}}, external_above)
    files += export_fusion(model.family, out, external_above)
    described = describe(model.config, out.resolve().name, LICENCE, origin)
    described["text"] = {"tokenizer": "hashed-ngrams", "vocabulary": VOCABULARY, "buckets": model.buckets, "min_n": MIN_N, "max_n": MAX_N,
                         "max_words": MAX_WORDS, "max_grams": MAX_GRAMS}
    described["video"] = {"frame_rate": FRAME_RATE, "frames_per_token": FRAMES_PER_TOKEN, "width": side, "height": side,
                          "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}
    # Decibels from -80 to 0 would drown everything else in a network of random weights.
    described["audio"].update(mean_db=-40.0, std_db=20.0)
    described["segment_seconds"] = segment_seconds
    described["sha256"] = hashes_of(out, files)
    (out / "model.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")
    return described


def write_golden(model: FullModel, folder: Path, seed: int) -> None:
    """Inputs of four rows, padded, one of which lacks sound and one words; and the outputs of PyTorch."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = _inputs(model, np.random.default_rng(seed))
    outputs = model.outputs({name: torch.from_numpy(array) for name, array in inputs.items()})
    np.savez(folder / "inputs.npz", **inputs)
    np.savez(folder / "outputs.npz", **{name: value.numpy() for name, value in outputs.items()})


def _inputs(model: FullModel, random: np.random.Generator) -> Dict[str, np.ndarray]:
    reduction = model.config.davenet.reduction
    rows = ((5, 4, 3 * reduction), (2, 6, reduction), (7, 1, 0), (0, 3, 2 * reduction - 9))
    text, video, audio = (max(row[i] for row in rows) for i in range(3))
    found = {"text": np.zeros((len(rows), text, MAX_GRAMS), np.int64), "text_mask": np.zeros((len(rows), text), np.float32),
             "video": np.zeros((len(rows), video * FRAMES_PER_TOKEN, 3, model.side, model.side), np.float32), "video_mask": np.zeros((len(rows), video), np.float32),
             "audio": np.zeros((len(rows), model.config.davenet.feat_dim, audio), np.float32), "audio_mask": np.zeros((len(rows), audio), np.float32)}
    for i, (words, runs, frames) in enumerate(rows):
        for j in range(words):
            grams = random.integers(2, 12)
            found["text"][i, j, :grams] = random.integers(1, model.buckets, grams)
        found["video"][i, :runs * FRAMES_PER_TOKEN] = random.standard_normal((runs * FRAMES_PER_TOKEN, *found["video"].shape[2:]))
        found["audio"][i, :, :frames] = random.standard_normal((found["audio"].shape[1], frames))
        for name, count in (("text", words), ("video", runs), ("audio", frames)):
            found[f"{name}_mask"][i, :count] = 1
    return found
