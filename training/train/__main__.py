"""Trains triad-mini: python3 -m training.train --cache DIR --out RUN"""

import argparse
import os
import sys
import time

import numpy as np
import torch

from ..data.batches import AugmentOptions, Batches, vocabulary_of
from ..evaluation.probe import Probe
from ..family.loss import mms, norm_softmax
from ..family.unpickle import CheckpointError
from ..model.config import ModelConfig, TextConfig
from ..model.triad import TriadModel
from . import checkpoint, log
from .schedule import Schedule
from .step import batch_loss

# What text finds in pictures and in both together weighs most: all else goes through it. The pairs with text on the fused side are cheap to learn and dear
# to compute: each has its turn every eighth step.
WEIGHTS = {"tv": 1.5, "ta": 1.0, "va": 1.5, "t_va": 2.0, "v_ta": 1.0, "a_tv": 1.0}
_STEPS_OF_A_SEED = 1_000_003
_TURNS = {"v_ta": 0, "a_tv": 4}
_CONTRASTS = {"norm-softmax": norm_softmax, "mms": mms}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m training.train", description="Trains the model of triad-mini; starts again where it was stopped.")
    parser.add_argument("--cache", required=True, help="folder made by training.data.cache")
    parser.add_argument("--out", required=True, help="folder for checkpoint.pt, log.jsonl and curves.png")
    parser.add_argument("--from", dest="source", help="fine-tune: a package or a checkpoint to begin with (its vocabulary stays)")
    parser.add_argument("--steps", type=int, default=Schedule.steps)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=Schedule.peak, help="peak learning rate (Adam, exponential decay)")
    parser.add_argument("--weights", type=_weights, default=WEIGHTS, help="of the loss's pairs, such as tv=1,va=4 (the others 0)")
    parser.add_argument("--loss", choices=sorted(_CONTRASTS), default="norm-softmax")
    parser.add_argument("--shift", type=float, default=AugmentOptions.shift, help="seconds by which sound moves against text at most (default: anywhere)")
    parser.add_argument("--hide-kinds", type=float, default=AugmentOptions.hide_kinds, help="share of batches whose texts go without some kinds of words")
    parser.add_argument("--still", type=float, default=AugmentOptions.still, help="share of clips shown as a still picture")
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--probe-every", type=int, default=250)
    parser.add_argument("--probe-clips", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch (default 1: a busy machine gains nothing from more)")
    parser.add_argument("--float32", action="store_true", help="no bfloat16 (slower by three on a CPU that has it)")
    return parser.parse_args()


def _weights(text: str) -> dict:
    found = {}
    for part in text.split(","):
        name, _, value = part.partition("=")
        if name not in WEIGHTS:
            raise argparse.ArgumentTypeError(f"{name!r} is no pair; there are {', '.join(WEIGHTS)}")
        try:
            found[name] = float(value)
        except ValueError:
            raise argparse.ArgumentTypeError(f"the weight of {name} is {value!r}, not a number") from None
    return found


def _begin(arguments: argparse.Namespace, path: str) -> tuple:
    """Model, vocabulary, step and the optimiser's state: of the run itself where it was stopped, else of what is to be fine-tuned, else new."""
    if os.path.exists(path):
        model, vocabulary, state = checkpoint.load(path)
        return model, vocabulary, state["step"], state["optimiser"]
    if arguments.source is not None:
        model, vocabulary, _ = checkpoint.load(arguments.source)
        return model, vocabulary, 0, None
    vocabulary = vocabulary_of(arguments.cache)
    return TriadModel(ModelConfig(text=TextConfig(vocabulary_size=len(vocabulary)))), vocabulary, 0, None


def main() -> int:
    arguments = _arguments()
    os.makedirs(arguments.out, exist_ok=True)
    path = os.path.join(arguments.out, "checkpoint.pt")
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    try:
        model, vocabulary, first, optimiser_state = _begin(arguments, path)
    except CheckpointError as problem:
        print(f"training.train: {problem}", file=sys.stderr)
        return 1
    model = model.to(memory_format=torch.channels_last)
    batches = Batches(arguments.cache, model.config, vocabulary, AugmentOptions(shift=arguments.shift, hide_kinds=arguments.hide_kinds, still=arguments.still))
    probe = Probe(model.config, vocabulary, arguments.probe_clips)
    schedule = Schedule(peak=arguments.rate, steps=arguments.steps)
    optimiser = torch.optim.Adam(model.parameters(), lr=schedule.peak, betas=(0.9, 0.98))
    if optimiser_state is not None:
        optimiser.load_state_dict(optimiser_state)
    print(f"{len(batches)} clips, {sum(p.numel() for p in model.parameters()):,} weights, from step {first}", file=sys.stderr)
    run_log = log.RunLog(arguments.out, first)
    started, seen = time.time(), 0
    for step in range(first, arguments.steps):
        model.train()
        torch.manual_seed(arguments.seed * _STEPS_OF_A_SEED + step)  # Dropout too goes on as if nothing had happened.
        random = np.random.default_rng((arguments.seed, step))
        weights = {pair: 0.0 if step % 8 != _TURNS.get(pair, step % 8) else weight for pair, weight in arguments.weights.items()}
        loss, terms = batch_loss(model, batches.draw(arguments.batch, random), weights, not arguments.float32, _CONTRASTS[arguments.loss])
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate(step)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step()
        seen += arguments.batch
        done, is_last = step + 1, step + 1 == arguments.steps
        if done % 20 == 0 or is_last:
            pace = seen / (time.time() - started)
            run_log.write(step=done, loss=float(loss.detach()), terms=terms, rate=schedule.rate(step), clips_per_s=pace)
            left = (arguments.steps - done) * arguments.batch / pace / 60
            print(f"\r{done}/{arguments.steps} loss {float(loss.detach()):.3f} {pace:.0f} clips/s, {left:.0f} min left ", end="", file=sys.stderr, flush=True)
        if done % arguments.probe_every == 0 or is_last:
            figures = probe.measure(model.eval())
            run_log.write(step=done, probe=figures)
            print("\n" + " ".join(f"{name} {value:.3f}" for name, value in figures.items()), file=sys.stderr, flush=True)
        if done % arguments.save_every == 0 or is_last:
            checkpoint.save(path, model, vocabulary, done, optimiser)
            log.draw(arguments.out, 1 / len(probe))
    run_log.close()
    print(file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
