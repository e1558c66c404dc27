"""A package's model in PyTorch: from its weights.pt, or, where it has none that can be read, from the weights in its graphs."""

import json
import os
import sys
from typing import Any, Dict, List, Optional, Protocol, Tuple

import numpy as np

from ..evaluation import pca
from ..frontends.media import grouped
from ..frontends.mel import log_mel
from ..frontends.text import HashedNgrams

MODALITIES = "tva"
WEIGHTS = "weights.pt"


class Model(Protocol):
    """Tokens of one text, run of frames or log-mel, in the model's own form, and f(S) of tokens by modality."""

    def text_tokens(self, text: str) -> Any: ...

    def frame_tokens(self, frames: np.ndarray) -> Any: ...

    def mel_tokens(self, mel: np.ndarray) -> Any: ...

    def embed(self, tokens: Dict[str, Any]) -> np.ndarray: ...


class WeightsModel:
    """The training code's model with weights.pt."""

    def __init__(self, folder: str):
        from ..package.load import OfflinePackage
        self._package = OfflinePackage(folder)

    def text_tokens(self, text: str) -> Any:
        return self._package.text_tokens([text])

    def frame_tokens(self, frames: np.ndarray) -> Any:
        return self._package.frame_tokens(frames)

    def mel_tokens(self, mel: np.ndarray) -> Any:
        return self._package.mel_tokens(mel)

    def embed(self, tokens: Dict[str, Any]) -> np.ndarray:
        return self._package.embed(tokens, "".join(tokens))[0]


class GraphModel:
    """The graphs, run by PyTorch; what stands around them as docs/model-package.md states it."""

    def __init__(self, folder: str, description: dict):
        from .graphs import Graph
        self._description = description
        self._pca = pca.read(folder, description)
        self._tokenizer = tokenizer_of(folder, description)
        self._graphs = {name: Graph(os.path.join(folder, graph["file"])) for name, graph in description["graphs"].items()}

    def text_tokens(self, text: str) -> np.ndarray:
        return self._graphs["text"].run(ids=self._tokenizer.encode(text)[0][None])[0]

    def frame_tokens(self, frames: np.ndarray) -> np.ndarray:
        video = self._description["video"]
        scaled = grouped(frames, video["frames_per_token"]).astype(np.float32) / np.float32(255)
        scaled = (scaled - np.asarray(video["mean"], np.float32)) / np.asarray(video["std"], np.float32)
        return self._graphs["video"].run(frames=scaled.transpose(0, 3, 1, 2)[None])[0]

    def mel_tokens(self, mel: np.ndarray) -> np.ndarray:
        audio = self._description["audio"]
        scaled = (mel - np.float32(audio["mean_db"])) / np.float32(audio["std_db"])
        padded = np.pad(scaled, ((0, 0), (0, -scaled.shape[1] % audio["pad_multiple"])))
        return self._graphs["audio"].run(mel=padded[None].astype(np.float32))[0][:-(-mel.shape[1] // audio["mel_frames_per_token"])]

    def embed(self, tokens: Dict[str, np.ndarray]) -> np.ndarray:
        sequence = np.concatenate([tokens[m] for m in tokens])
        pool, start = np.zeros((len(MODALITIES), len(sequence)), np.float32), 0
        for m, own in tokens.items():
            pool[MODALITIES.index(m), start:start + len(own)] = 1 / np.float32(len(own))
            start += len(own)
        projected = self._graphs["fusion"].run(tokens=sequence[None], mask=np.ones((1, len(sequence)), np.float32), pool=pool[None])[0]
        embedding = _unit(np.sum([_unit(projected[MODALITIES.index(m)]) for m in tokens], axis=0))
        return embedding if self._pca is None else self._pca.project(embedding[None])[0]


class Offline:
    """A package: its model, its front-ends, and what it is made of."""

    def __init__(self, folder: str):
        self.description = _describe(folder)
        self._tokenizer = tokenizer_of(folder, self.description) if "text" in self.description else None
        self._model, self.source = _load(folder, self.description)
        self.size: int = self.description.get("pca", {}).get("dimensions", self.description["embedding_size"])

    def text_tokens(self, text: str) -> Optional[Any]:
        """None where no word is known, which the platform refuses too."""
        if self._tokenizer is None:
            return None
        ids, unknown = self._tokenizer.encode(text)
        return None if len(unknown) == len(ids) else self._model.text_tokens(text)

    def text(self, text: str) -> Optional[np.ndarray]:
        """f(t) [E]."""
        tokens = self.text_tokens(text)
        return None if tokens is None else self._model.embed({"t": tokens})

    def frame_tokens(self, frames: np.ndarray) -> Any:
        return self._model.frame_tokens(frames)

    def sound_tokens(self, sound: np.ndarray) -> Any:
        audio = self.description["audio"]
        return self._model.mel_tokens(log_mel(sound, audio["sample_rate"], audio["mel_bins"], audio["window"], audio["hop"], audio["fft"], audio["preemphasis"],
                                              audio["min_hz"], audio["max_hz"], audio["floor_db"]))

    def embed(self, tokens: Dict[str, Any], mask: str) -> np.ndarray:
        """f(S) [E] of those tokens that a mask names."""
        return self._model.embed({m: tokens[m] for m in mask})


def tokenizer_of(folder: str, description: dict) -> HashedNgrams:
    text = description["text"]
    with open(os.path.join(folder, text["vocabulary"]), encoding="utf-8") as file:
        words = file.read().splitlines()
    return HashedNgrams(words, text["buckets"], text["min_n"], text["max_n"], text["max_words"], text["max_grams"])


def _describe(folder: str) -> dict:
    with open(os.path.join(folder, "model.json"), encoding="utf-8") as file:
        return json.load(file)


def _load(folder: str, description: dict) -> Tuple[Model, str]:
    """The model and what it was made of. Weights that do not fit the present training code are no reason to stop: the graphs hold the same ones."""
    if os.path.exists(os.path.join(folder, WEIGHTS)):
        try:
            return WeightsModel(folder), WEIGHTS
        except Exception as problem:  # of an earlier version: a field, a key or a shape that is not known
            print(f"{WEIGHTS} of {folder} cannot be used, its graphs are ({type(problem).__name__}: {problem})", file=sys.stderr)
    return GraphModel(folder, description), "graphs"


def _unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)
