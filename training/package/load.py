"""Runs a package from media files in PyTorch: the offline reference of the platform's embeddings."""

import json
import os
from typing import Dict, Iterable, List, Optional

import numpy as np
import torch

from ..data.texts import tokenizer_of
from ..evaluation import pca
from ..evaluation.inputs import ids_batch, normalised_frames, normalised_mel
from ..frontends.media import read_frames, read_picture, read_sound
from ..frontends.mel import log_mel
from ..family.tokens import Tokens
from ..train import checkpoint


class OfflinePackage:
    """A package's weights with the front-ends that its model.json states."""

    def __init__(self, folder: str):
        self.model, self.vocabulary, _ = checkpoint.load(folder)
        with open(os.path.join(folder, "model.json"), encoding="utf-8") as file:
            self.description = json.load(file)
        self.pca = pca.read(folder, self.description)
        self.config = self.model.config
        self.tokenizer = tokenizer_of(self.config.text, self.vocabulary)

    def text_tokens(self, texts: List[str]) -> Tokens:
        with torch.no_grad():
            return self.model.tokens(ids=ids_batch(texts, self.tokenizer))["t"]

    def frame_tokens(self, frames: np.ndarray) -> Tokens:
        """Of frames [n, H, W, 3] uint8."""
        with torch.no_grad():
            return self.model.tokens(frames=normalised_frames(frames, self.config.video))["v"]

    def mel_tokens(self, mel: np.ndarray) -> Tokens:
        """Of decibels [bins, T]."""
        with torch.no_grad():
            return self.model.tokens(mel=normalised_mel(mel, self.config.audio))["a"]

    def file_tokens(self, path: str, kinds: str = "va") -> Dict[str, Tokens]:
        """Tokens of a clip; `kinds` names the modalities to read."""
        video, found = self.config.video, {}
        if "v" in kinds:
            found["v"] = self.frame_tokens(read_frames(path, video.frame_rate, video.side, video.side))
        if "a" in kinds:
            found["a"] = self.mel_tokens(log_mel(read_sound(path)))
        return found

    def picture_tokens(self, path: str) -> Tokens:
        side = self.config.video.side
        return self.frame_tokens(read_picture(path, side, side))

    def embed(self, tokens: Dict[str, Tokens], modalities: Optional[Iterable[str]] = None) -> np.ndarray:
        """f(S) [B, E], or its principal components where the package has them; S is all that is given unless named."""
        subset = "".join(m for m in "tva" if m in (modalities or tokens))
        with torch.no_grad():
            embeddings = self.model.embed(tokens, subset).numpy()
        return embeddings if self.pca is None else self.pca.project(embeddings)
