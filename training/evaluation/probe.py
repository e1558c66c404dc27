"""A quick look during training: 500 clips of the test split without codec, of a seed that no card uses."""

from typing import Dict, List

import numpy as np
import torch

from ..data.cache import shrink
from ..data.texts import tokenizer_of
from ..frontends.mel import log_mel
from ..model.config import ModelConfig
from ..model.triad import TriadModel
from ..world.clip import make_clip
from .inputs import ids_batch, normalised_frames, normalised_mel
from .retrieval import hits_at_1

SEED = 777_000
DIRECTIONS = ("t>va", "t>v", "t>a", "v>a", "a>v", "still>va")


class Probe:
    def __init__(self, config: ModelConfig, vocabulary: List[str], count: int = 500):
        clips = [make_clip("test", SEED, index) for index in range(count)]
        self._config = config
        self._ids = ids_batch([clip.texts()[0][0] for clip in clips], tokenizer_of(config.text, vocabulary))
        self._frames = [shrink(clip.frames(config.video.frame_rate), config.video.side) for clip in clips]
        self._stills = [np.repeat(item[len(item) // 2][None], config.video.frames_per_token, 0) for item in self._frames]
        self._mels = [log_mel(clip.waveform()) for clip in clips]

    def __len__(self) -> int:
        return len(self._frames)

    def measure(self, model: TriadModel) -> Dict[str, float]:
        """R@1 by direction; a still is the middle frame alone."""
        parts: Dict[str, list] = {"t": [], "v": [], "a": [], "va": [], "still": []}
        with torch.no_grad():
            for start in range(0, len(self._frames), 50):
                at = slice(start, start + 50)
                frames = torch.cat([normalised_frames(item, self._config.video) for item in self._frames[at]])
                mel = torch.cat([normalised_mel(item, self._config.audio) for item in self._mels[at]])
                tokens = model.tokens(self._ids[at], frames, mel)
                for part in ("t", "v", "a", "va"):
                    parts[part].append(model.embed(tokens, part).numpy())
                stills = torch.cat([normalised_frames(item, self._config.video) for item in self._stills[at]])
                parts["still"].append(model.embed(model.tokens(frames=stills), "v").numpy())
        vectors = {part: np.concatenate(found) for part, found in parts.items()}
        figures = {}
        for direction in DIRECTIONS:
            query, target = direction.split(">")
            figures[direction] = float(hits_at_1(vectors[query] @ vectors[target].T).mean())
        return figures
