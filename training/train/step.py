"""Loss of one batch."""

from typing import Callable, Dict, Tuple

import torch

from ..data.batches import Batch
from ..family import LETTERS
from ..family.loss import combinatorial, norm_softmax
from ..family.subsets import embed_sides
from ..family.tokens import Tokens
from ..model.triad import TriadModel


def batch_loss(model: TriadModel, batch: Batch, weights: Dict[str, float], bf16: bool,
               contrast: Callable[[torch.Tensor], torch.Tensor] = norm_softmax) -> Tuple[torch.Tensor, Dict[str, float]]:
    """Combinatorial loss; backbones and transformer run in bfloat16 where asked, cosines and cross-entropy never."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        tokens = batch_tokens(model, batch)
        output = embed_sides(model.family, {LETTERS[letter]: part for letter, part in tokens.items()}, [pair for pair, weight in weights.items() if weight])
    return combinatorial(output, weights, contrast)


def batch_tokens(model: TriadModel, batch: Batch) -> Dict[str, Tokens]:
    """Tokens by letter. A batch looks every word up once, and its runs of frames are described already."""
    words = model.words.words(batch.words)[batch.rows]
    runs = [item.flatten(0, 1).contiguous(memory_format=torch.channels_last) for item in (batch.colours, batch.changes)]
    seen = model.frames.see(*runs).reshape(len(batch.rows), -1, model.frames.size)
    frames_per_token = model.config.audio.mel_frames_per_token
    return {
        "t": model.from_features("t", model.words.together(words), (batch.rows > 0).float()),
        "v": model.from_features("v", seen, _mask(batch.video_sizes, seen.shape[1])),
        "a": model.family.tokens("audio", batch.mel, _mask(batch.audio_sizes * frames_per_token, batch.mel.shape[2])),
    }


def _mask(sizes: torch.Tensor, count: int) -> torch.Tensor:
    return (torch.arange(count)[None] < sizes[:, None]).float()
