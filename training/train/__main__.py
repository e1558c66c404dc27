"""Trains triad-mini: python3 -m training.train --cache DIR --out RUN"""

import argparse
import json
import os
import sys
import time

import numpy as np
import torch

from ..data.batches import AugmentOptions, Batches, vocabulary_of
from ..evaluation.probe import Probe
from ..model.config import ModelConfig, TextConfig
from ..model.triad import TriadModel
from . import checkpoint
from .schedule import Schedule
from .step import batch_loss

# Sound and picture have least in common and learn slowest, so their pair weighs most. The pairs with text on the fused side are cheap to
# learn and dear to compute: each has its turn every eighth step.
_WEIGHTS = {("t", "v"): 1.0, ("t", "a"): 1.0, ("v", "a"): 4.0, ("t", "va"): 1.0, ("v", "ta"): 1.0, ("a", "tv"): 1.0}
_TURNS = {("v", "ta"): 0, ("a", "tv"): 4}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training.train", description="Trains the model of triad-mini; starts again where it was stopped.")
    parser.add_argument("--cache", required=True, help="folder made by training.data.cache")
    parser.add_argument("--out", required=True, help="folder for checkpoint.pt and log.jsonl")
    parser.add_argument("--steps", type=int, default=Schedule.steps)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=Schedule.peak, help="peak learning rate")
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--probe-every", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch (default 1: a busy machine gains nothing from more)")
    parser.add_argument("--float32", action="store_true", help="no bfloat16 (slower by three on a CPU that has it)")
    return parser.parse_args()


def main() -> int:
    arguments = _arguments()
    os.makedirs(arguments.out, exist_ok=True)
    path = os.path.join(arguments.out, "checkpoint.pt")
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    if os.path.exists(path):
        model, vocabulary, state = checkpoint.load(path)
    else:
        vocabulary, state = vocabulary_of(arguments.cache), {"step": 0, "optimiser": None}
        model = TriadModel(ModelConfig(text=TextConfig(vocabulary_size=len(vocabulary))))
    model = model.to(memory_format=torch.channels_last)
    batches = Batches(arguments.cache, model.config, vocabulary, AugmentOptions())
    probe = Probe(model.config, vocabulary)
    schedule = Schedule(peak=arguments.rate, steps=arguments.steps)
    optimiser = torch.optim.Adam(model.parameters(), lr=schedule.peak, betas=(0.9, 0.98))
    if state["optimiser"] is not None:
        optimiser.load_state_dict(state["optimiser"])
    print(f"{len(batches)} clips, {sum(p.numel() for p in model.parameters()):,} weights, from step {state['step']}", file=sys.stderr)
    started, seen = time.time(), 0
    with open(os.path.join(arguments.out, "log.jsonl"), "a", encoding="utf-8") as log:
        for step in range(state["step"], arguments.steps):
            model.train()
            random = np.random.default_rng((arguments.seed, step))
            weights = {pair: 0.0 if step % 8 != _TURNS.get(pair, step % 8) else weight for pair, weight in _WEIGHTS.items()}
            loss, terms = batch_loss(model, batches.draw(arguments.batch, random), weights, not arguments.float32)
            for group in optimiser.param_groups:
                group["lr"] = schedule.rate(step)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            seen += arguments.batch
            done = step + 1
            if done % 20 == 0 or done == arguments.steps:
                entry = {"step": done, "loss": float(loss.detach()), "terms": terms, "rate": schedule.rate(step), "clips_per_s": seen / (time.time() - started)}
                log.write(json.dumps(entry) + "\n")
                log.flush()
                print(f"\r{done}/{arguments.steps} loss {entry['loss']:.3f} {entry['clips_per_s']:.0f} clips/s ", end="", file=sys.stderr, flush=True)
            if done % arguments.probe_every == 0 or done == arguments.steps:
                figures = probe.measure(model.eval())
                log.write(json.dumps({"step": done, "probe": figures}) + "\n")
                print("\n" + " ".join(f"{name} {value:.3f}" for name, value in figures.items()), file=sys.stderr, flush=True)
            if done % arguments.save_every == 0 or done == arguments.steps:
                checkpoint.save(path, model, vocabulary, done, optimiser)
    print(file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
