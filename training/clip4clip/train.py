"""python3 -m training.clip4clip.train --features FILE.npz --head seqTransf --out RUN: trains or fine-tunes a head on frozen towers' vectors.

FILE.npz has `text` [n, width] or, with several captions a clip, [n, captions, width]; `frames` [n, F, width]; and perhaps `frames_mask` [n, F], 1 where a
frame is, from the first on. Vectors are as the towers give them, not normalised.
"""

import argparse
import os
import sys
from pathlib import Path

import numpy as np
import torch

from ..family.unpickle import CheckpointError
from ..family.weights import read_weights
from .checkpoint import NAMES, build, load
from .similarity import similarity, symmetric_loss

CHECKPOINT = "checkpoint.pth"
_SCALE = "clip.logit_scale"
# CLIP's own limit and beginning.
_LARGEST_SCALE, _FIRST_SCALE = float(np.log(100)), float(np.log(1 / 0.07))


class FeatureError(ValueError):
    """A file that a head cannot be trained on; the message names the array, the shape found and the shape expected."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m training.clip4clip.train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", type=Path, required=True, help="clips to train on")
    parser.add_argument("--test", type=Path, help="clips to measure R@1 on")
    parser.add_argument("--head", choices=NAMES[1:], required=True)
    parser.add_argument("--weights", type=Path, help="what to begin with: a checkpoint with this head; new weights without it")
    parser.add_argument("--out", type=Path, required=True, help=f"folder for {CHECKPOINT}, which training.clip4clip.convert takes")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--heads", type=int, help="heads of attention (default: one for every 64 numbers)")
    parser.add_argument("--positions", type=int, default=77, help="places for frames and the text (default 77)")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    try:
        return train(arguments)
    except (CheckpointError, FeatureError, OSError) as problem:
        print(f"clip4clip.train: {problem}", file=sys.stderr)
        return 1


def train(arguments: argparse.Namespace) -> int:
    clips = read(arguments.features)
    test = read(arguments.test) if arguments.test else None
    torch.manual_seed(arguments.seed)
    width = clips["frames"].shape[-1]
    scale = torch.nn.Parameter(torch.tensor(_FIRST_SCALE))
    if arguments.weights:
        weights = read_weights(arguments.weights)
        head = load(weights, arguments.head, arguments.heads)[1]
        if _SCALE in weights:
            scale.data.fill_(float(weights[_SCALE]))
    else:
        head = build(arguments.head, width, arguments.positions, arguments.layers, arguments.heads or max(1, width // 64))
    optimiser = torch.optim.AdamW([*head.parameters(), scale], lr=arguments.rate, weight_decay=0.01)
    draw, loss = np.random.default_rng(arguments.seed), None
    for step in range(arguments.steps):
        rows = draw.choice(len(clips["frames"]), min(arguments.batch, len(clips["frames"])), replace=False)
        loss = symmetric_loss(similarity(head.train(), *batch(clips, rows, draw), scale))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        scale.data.clamp_(max=_LARGEST_SCALE)
        if step % 20 == 19 or step + 1 == arguments.steps:
            print(f"\r{step + 1}/{arguments.steps} loss {float(loss.detach()):.4f} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    arguments.out.mkdir(parents=True, exist_ok=True)
    part = arguments.out / f"{CHECKPOINT}.part"
    torch.save({**head.state_dict(), _SCALE: scale.detach().reshape(1)}, part)
    os.replace(part, arguments.out / CHECKPOINT)
    for name, measured in (("train", clips), ("test", test)):
        if measured is not None:
            print(f"{name}: R@1 {recall(head.eval(), measured, scale):.3f} of {len(measured['frames'])}, chance {1 / len(measured['frames']):.3f}")
    return 0


def batch(clips: dict, rows: np.ndarray, draw: np.random.Generator) -> tuple:
    """Texts, frames and mask of some clips, each with a caption of its own at random."""
    texts = clips["text"][rows]
    texts = texts[np.arange(len(rows)), draw.integers(texts.shape[1], size=len(rows))]
    return torch.from_numpy(texts), torch.from_numpy(clips["frames"][rows]), torch.from_numpy(clips["frames_mask"][rows])


def recall(head: torch.nn.Module, clips: dict, scale: torch.Tensor) -> float:
    """Share of clips that their first caption finds first."""
    with torch.no_grad():
        scores = similarity(head, *(torch.from_numpy(part) for part in (clips["text"][:, 0], clips["frames"], clips["frames_mask"])), scale)
    return float((scores.argmax(dim=1) == torch.arange(len(scores))).double().mean())


def read(path: Path) -> dict:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            found = {key: arrays[key] for key in arrays.files}
    except (OSError, ValueError) as problem:
        raise FeatureError(f"{path} cannot be read as .npz: {problem}") from problem
    for name in ("text", "frames"):
        if name not in found:
            raise FeatureError(f"{path} lacks {name}; it has {', '.join(found) or 'nothing'}")
    text, frames = found["text"], found["frames"]
    text = text[:, None] if text.ndim == 2 else text
    if frames.ndim != 3 or text.ndim != 3 or len(text) != len(frames) or text.shape[-1] != frames.shape[-1] or len(frames) < 2:
        raise FeatureError(
            f"{path}: text is {list(found['text'].shape)} and frames {list(frames.shape)}; expected [n, width] or [n, captions, width], and [n, F, width]")
    mask = found.get("frames_mask", np.ones(frames.shape[:2]))
    if mask.shape != frames.shape[:2] or not (mask[:, 0] > 0).all() or (np.diff(mask, axis=1) > 0).any():
        raise FeatureError(f"{path}: frames_mask is {list(mask.shape)}; expected {list(frames.shape[:2])}, 1 from the first frame on, then 0")
    if not (np.isfinite(text).all() and np.isfinite(frames).all()):
        raise FeatureError(f"{path} has values that are not finite")
    return {"text": text.astype(np.float32), "frames": frames.astype(np.float32), "frames_mask": mask.astype(np.float32)}


if __name__ == "__main__":
    sys.exit(main())
