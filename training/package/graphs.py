"""The four ONNX graphs of a package."""

import inspect
import os
import warnings
from pathlib import Path
from typing import Dict

import torch

from ..convert.graphs import TokenGraph, export_fusion
from ..model.triad import TriadModel

OPSET = 17
FILES = {name: f"{name}.onnx" for name in ("text", "video", "audio", "fusion")}


def export_graphs(model: TriadModel, folder: str) -> None:
    """Writes the graphs of a model in evaluation mode, float32, with dynamic axes."""
    config = model.config
    ids = torch.ones(2, 5, config.text.max_grams, dtype=torch.int64)
    frames = torch.zeros(2, 2 * config.video.frames_per_token, 3, config.video.side, config.video.side)
    mel = torch.zeros(2, config.audio.mel_bins, 2 * config.audio.mel_frames_per_token)
    family = model.family
    _export(torch.nn.Sequential(model.words, TokenGraph(family, "text")), (ids,), folder, "text",
            {"ids": {0: "batch", 1: "tokens"}}, {"tokens": {0: "batch", 1: "tokens"}})
    _export(torch.nn.Sequential(model.frames, TokenGraph(family, "video")), (frames,), folder, "video",
            {"frames": {0: "batch", 1: "frames"}}, {"tokens": {0: "batch", 1: "tokens"}})
    _export(TokenGraph(family, "audio"), (mel,), folder, "audio", {"mel": {0: "batch", 2: "frames"}}, {"tokens": {0: "batch", 1: "tokens"}})
    export_fusion(family, Path(folder))


def _export(module: torch.nn.Module, inputs: tuple, folder: str, name: str, axes_in: Dict[str, dict], axes_out: Dict[str, dict]) -> None:
    options = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module.eval(), inputs, os.path.join(folder, FILES[name]), input_names=list(axes_in), output_names=list(axes_out),
                          dynamic_axes={**axes_in, **axes_out}, opset_version=OPSET, do_constant_folding=True, **options)
