"""Loss of one batch."""

from typing import Dict, Tuple

import torch

from ..data.batches import Batch
from ..model.fusion import combine
from ..model.loss import PAIRS, combinatorial
from ..model.triad import TriadModel, fusion_inputs


def batch_loss(model: TriadModel, batch: Batch, weights: Dict[Tuple[str, str], float], bf16: bool) -> Tuple[torch.Tensor, Dict[str, float]]:
    """Combinatorial loss; backbones and transformer run in bfloat16 where asked, cosines and cross-entropy never."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bf16):
        count = len(batch.rows)
        text = model.text.backbone
        words = text.words(batch.words)[batch.rows]
        runs = [item.flatten(0, 1).contiguous(memory_format=torch.channels_last) for item in (batch.colours, batch.changes)]
        seen = model.video.backbone.see(*runs)
        tokens = {
            "t": (model.text.finish(text.together(words)), (batch.rows > 0).float()),
            "v": (model.video.finish(seen.reshape(count, -1, model.video.backbone.size)), _mask(batch.video_sizes, batch.colours.shape[1])),
            "a": (model.audio(batch.mel),),
        }
        tokens["a"] = tokens["a"][0], _mask(batch.audio_sizes, tokens["a"][0].shape[1])
        wanted = {part for pair in PAIRS if weights.get(pair, 1.0) for part in pair}
        projected = {part: model.fusion(*fusion_inputs(tokens, part)) for part in sorted(wanted)}
    return combinatorial(lambda part: combine(projected[part], part), weights=weights)


def _mask(sizes: torch.Tensor, count: int) -> torch.Tensor:
    return (torch.arange(count)[None] < sizes[:, None]).float()
