"""Batches from the cache, with the changes that make the model bear other sizes, codecs, words and still pictures, and not learn clips by heart."""

import glob
import json
import math
import os
from dataclasses import dataclass
from typing import List

import numpy as np
import torch

from ..model.config import ModelConfig
from .runs import CHANGE_STEP, described_shard
from .texts import KINDS, WordTable, build_vocabulary, kind_of_rows, tokenizer_of

MEL_RATE = 100  # Log-mel frames a second.
_EASY_KINDS = ("colour", "shape", "voice", "ambience", "backdrop")


@dataclass(frozen=True)
class Batch:
    """words [U, G] gram ids and rows [B, N] into them (0 is padding), described runs of frames, mel [B, bins, T], token counts."""

    words: torch.Tensor
    rows: torch.Tensor
    colours: torch.Tensor
    changes: torch.Tensor
    mel: torch.Tensor
    video_sizes: torch.Tensor
    audio_sizes: torch.Tensor


@dataclass(frozen=True)
class AugmentOptions:
    """Chances of a change; zero turns it off. `narration` and `hide_kinds` are decided for a whole batch, as are the `kept_runs` of frames.

    `shift` is the most seconds by which the sound moves against text and picture, around the clip's end.
    """

    narration: float = 0.2
    still: float = 0.3
    short: float = 0.12
    forget_word: float = 0.15
    hide_kinds: float = 0.25
    drop_word: float = 0.04
    kept_runs: int = 4
    shift: float = math.inf


def read_texts(folder: str) -> List[dict]:
    """Texts of all finished shards, in order."""
    texts = []
    for path in sorted(glob.glob(os.path.join(folder, "[0-9]*.json"))):
        with open(path, encoding="utf-8") as file:
            texts += json.load(file)["texts"]
    return texts


def vocabulary_of(folder: str) -> List[str]:
    """The vocabulary of a cache's texts."""
    return build_vocabulary(text for item in read_texts(folder) for text in item["captions"] + item["narrations"])


class Batches:
    """Draws batches at random; the same generator gives the same batches."""

    def __init__(self, folder: str, config: ModelConfig, vocabulary: List[str], options: AugmentOptions):
        self._config, self._options = config, options
        shards = [int(os.path.basename(path)[:-5]) for path in sorted(glob.glob(os.path.join(folder, "[0-9]*.json")))]
        described = [described_shard(folder, shard, config.video) for shard in shards]
        self._colours, self._changes = [item[0] for item in described], [item[1] for item in described]
        self._frames = [np.load(os.path.join(folder, f"{shard:04d}.frames.npy"), mmap_mode="r") for shard in shards]
        self._mels = [np.load(os.path.join(folder, f"{shard:04d}.mel.npy"), mmap_mode="r") for shard in shards]
        table = WordTable(tokenizer_of(config.text, vocabulary))
        self._texts = [([table.rows(text) for text in item["captions"]], [table.rows(text) for text in item["narrations"]])
                       for item in read_texts(folder)]
        self._grams = table.grams()
        self._kinds = kind_of_rows(table)
        self._per_shard = len(self._colours[0])

    def __len__(self) -> int:
        return len(self._texts)

    def draw(self, size: int, random: np.random.Generator) -> Batch:
        chosen = random.choice(len(self), size, replace=False)
        words, rows = self._draw_texts(chosen, random)
        colours, changes, video_sizes = self._draw_runs(chosen, random)
        mel, audio_sizes = self._draw_mel(chosen, random)
        return Batch(words, rows, colours, changes, mel, video_sizes, audio_sizes)

    def _at(self, arrays: list, item: int) -> np.ndarray:
        return arrays[item // self._per_shard][item % self._per_shard]

    def _draw_texts(self, chosen: np.ndarray, random: np.random.Generator):
        options, texts = self._options, []
        narrated = random.random() < options.narration
        hidden = self._draw_hidden(random)
        for item in chosen:
            pool = self._texts[item][1 if narrated else 0]
            text = pool[random.integers(len(pool))]
            kept = text[(random.random(len(text)) >= options.drop_word) & ~np.isin(self._kinds[text], hidden)]
            texts.append(kept if len(kept) else text)
        padded = np.zeros((len(texts), max(map(len, texts))), np.int64)
        for i, text in enumerate(texts):
            padded[i, :len(text)] = text
        used, rows = np.unique(np.concatenate([[0], padded.ravel()]), return_inverse=True)
        grams = self._grams[used].copy()
        forgotten = (random.random(len(grams)) < options.forget_word) & (grams[:, 0] > self._config.text.buckets)
        grams[forgotten, 0] = 0
        return torch.from_numpy(grams), torch.from_numpy(np.asarray(rows).reshape(-1)[1:].reshape(padded.shape))

    def _draw_hidden(self, random: np.random.Generator) -> np.ndarray:
        """Kinds of words that the texts of a batch go without: else colours and shapes alone tell clips apart and motion is never learnt."""
        if random.random() >= self._options.hide_kinds:
            return np.array([], np.int8)
        hidden = [i for i, kind in enumerate(KINDS, 1) if random.random() < (0.85 if kind in _EASY_KINDS else 0.1)]
        return np.array(hidden, np.int8)

    def _draw_runs(self, chosen: np.ndarray, random: np.random.Generator):
        video, size = self._config.video, len(chosen)
        count = self._colours[0].shape[1]
        kept = np.sort(random.choice(count, min(count, self._options.kept_runs), replace=False))
        colours = np.stack([self._at(self._colours, item)[kept] for item in chosen])
        changes = np.stack([self._at(self._changes, item)[kept] for item in chosen])
        for i in np.nonzero(random.random(size) < self._options.still)[0]:
            frames = self._at(self._frames, chosen[i])
            colours[i] = frames[random.integers(len(frames))].transpose(2, 0, 1)
            changes[i] = 0
        flipped = random.random(size) < 0.5
        colours[flipped], changes[flipped] = colours[flipped][..., ::-1], changes[flipped][..., ::-1]
        for i, (x, y) in enumerate(random.integers(-4, 5, (size, 2))):
            colours[i] = np.roll(colours[i], (2 * y, 2 * x), (-2, -1))
            changes[i] = np.roll(changes[i], (y, x), (-2, -1))
        mean, std = torch.tensor(video.mean)[:, None, None], torch.tensor(video.std)[:, None, None]
        gain = torch.from_numpy(random.uniform(0.9, 1.1, (size, 1, 3, 1, 1)).astype(np.float32))
        lift = torch.from_numpy(random.uniform(-0.07, 0.07, (size, 1, 3, 1, 1)).astype(np.float32))
        noise = torch.from_numpy(random.standard_normal((size, 1, 1, *colours.shape[3:]), dtype=np.float32)) * 0.012
        seen = (torch.from_numpy(colours).to(torch.float32) / 255 * gain + lift + noise - mean) / std
        moved = torch.from_numpy(changes).to(torch.float32) * CHANGE_STEP
        return seen, moved, self._sizes(size, colours.shape[1], 1, random)

    def _draw_mel(self, chosen: np.ndarray, random: np.random.Generator):
        audio, size = self._config.audio, len(chosen)
        mel = np.stack([self._at(self._mels, item) for item in chosen]).astype(np.float32)
        most = int(min(self._options.shift * MEL_RATE, mel.shape[2] // 2))
        for i, item in enumerate(mel):
            mel[i] = np.roll(item, (random.integers(-1, 2), random.integers(-most, most + 1)), (0, 1))
            band, pause = random.integers(2 * audio.mel_bins), random.integers(2 * mel.shape[2])
            mel[i, band:band + random.integers(1, 6)] = -80
            mel[i, :, pause:pause + random.integers(1, 60)] = -80
        slope = np.linspace(-1, 1, audio.mel_bins, dtype=np.float32)[None, :, None]
        mel += random.uniform(-2, 2, (size, 1, 1)).astype(np.float32) * slope
        mel += random.standard_normal(mel.shape, dtype=np.float32)
        mel = np.clip(mel, random.uniform(-80, -66, (size, 1, 1)).astype(np.float32), 0)
        mel = (mel - audio.mean_db) / audio.std_db
        count = -(-mel.shape[2] // audio.mel_frames_per_token)
        padded = np.zeros((size, audio.mel_bins, count * audio.mel_frames_per_token), np.float32)
        padded[:, :, :mel.shape[2]] = mel
        sizes = self._sizes(size, count, 4, random)
        for i, kept in enumerate(sizes.tolist()):
            padded[i, :, kept * audio.mel_frames_per_token:] = 0
        return torch.from_numpy(padded), sizes

    def _sizes(self, size: int, count: int, least: int, random: np.random.Generator) -> torch.Tensor:
        """Token counts: now and then a sample is cut short."""
        short = random.random(size) < self._options.short
        return torch.from_numpy(np.where(short, random.integers(least, count + 1, size), count))
