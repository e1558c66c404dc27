"""Trains a member of the family on features: python3 -m training.finetune --features FILE --config FILE [--weights FILE] --out RUN"""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Dict, Optional, Tuple

import numpy as np
import torch

from ..convert.__main__ import read_config
from ..family import loss, unpickle, weights
from ..family.config import ConfigError
from ..family.model import FamilyModel
from ..family.unpickle import CheckpointError
from ..train import log
from ..train.schedule import Schedule
from .features import FeatureError, Features
from .pairs import batch_loss, measure, of_some, weighted_pairs

CHECKPOINT, CASE = "checkpoint.pth", "case.json"
_STEPS_OF_A_SEED = 1_000_003
_CONTRASTS = {"norm-softmax": loss.norm_softmax, "mms": loss.mms}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 -m training.finetune",
        description="Trains a member of the family on features, from new weights or the authors'; goes on where it was stopped. "
                    f"RUN/{CHECKPOINT} and RUN/{CASE} are what training.convert takes.")
    parser.add_argument("--features", type=Path, required=True, help="samples to train on, .npz (training/finetune/features.py)")
    parser.add_argument("--test", type=Path, help="samples to measure R@1 on, .npz")
    parser.add_argument("--config", type=Path, required=True, help="the authors' YAML, or a case.json")
    parser.add_argument("--weights", type=Path, help="what to begin with: a checkpoint (.pth) or weights.npz; new weights without it")
    parser.add_argument("--out", type=Path, required=True, help=f"folder for {CHECKPOINT}, {CASE}, {log.LOG} and {log.CURVES}")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=5e-5, help="peak learning rate (Adam, exponential decay)")
    parser.add_argument("--final", type=float, default=0.1, help="share of the rate at the last step")
    parser.add_argument("--pairs", type=_weights, help="of the loss, with their weights, such as tv=1,t_va=0.1 (default: the authors')")
    parser.add_argument("--kept", type=int, default=3, help="modality dropout: modalities that a step compares, where there are more")
    parser.add_argument("--loss", choices=sorted(_CONTRASTS), default="norm-softmax")
    parser.add_argument("--save-every", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="of PyTorch")
    arguments = parser.parse_args()
    if arguments.kept < 2:
        parser.error(f"--kept is {arguments.kept}; a step compares at least 2 modalities")
    return arguments


def _weights(text: str) -> Dict[str, float]:
    try:
        return {name: float(value) for name, _, value in (part.partition("=") for part in text.split(","))}
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of PAIR=WEIGHT") from None


def main() -> int:
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    try:
        return _train(arguments)
    except (CheckpointError, ConfigError, FeatureError, OSError) as problem:
        print(f"training.finetune: {problem}", file=sys.stderr)
        return 1


def _train(arguments: argparse.Namespace) -> int:
    model, first, optimiser_state = _begin(arguments)
    features = Features(arguments.features, model.config)
    test = Features(arguments.test, model.config) if arguments.test else None
    pairs = weighted_pairs(arguments.pairs, model.config, features.names)
    os.makedirs(arguments.out, exist_ok=True)
    # A checkpoint holds the weights alone: what they are weights of stands beside it.
    (arguments.out / CASE).write_text(json.dumps({"config": model.config.to_dict()}, indent=1))
    schedule = Schedule(peak=arguments.rate, warmup=min(Schedule.warmup, arguments.steps // 10), steps=arguments.steps, final=arguments.final)
    optimiser = torch.optim.Adam(model.parameters(), lr=schedule.peak)
    if optimiser_state is not None:
        optimiser.load_state_dict(optimiser_state)
    print(f"{len(features)} samples, {sum(p.numel() for p in model.parameters()):,} weights, from step {first}", file=sys.stderr)
    run_log = log.RunLog(str(arguments.out), first)
    started, seen = time.time(), 0
    for step in range(first, arguments.steps):
        seed = arguments.seed * _STEPS_OF_A_SEED + step
        torch.manual_seed(seed)
        batch = features.draw(arguments.batch, np.random.default_rng((arguments.seed, step)))
        value, terms = batch_loss(model.train(), batch, of_some(pairs, arguments.kept, seed), _CONTRASTS[arguments.loss])
        for group in optimiser.param_groups:
            group["lr"] = schedule.rate(step)
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        optimiser.step()
        seen += len(batch[features.names[0]])
        done, is_last = step + 1, step + 1 == arguments.steps
        if done % 20 == 0 or is_last:
            pace = seen / (time.time() - started)
            run_log.write(step=done, loss=float(value.detach()), terms=terms, rate=schedule.rate(step), samples_per_s=pace)
            print(f"\r{done}/{arguments.steps} loss {float(value.detach()):.3f} {pace:.0f} samples/s ", end="", file=sys.stderr, flush=True)
        if done % arguments.save_every == 0 or is_last:
            if test is not None:
                figures = measure(model.eval(), test, pairs)
                run_log.write(step=done, probe=figures)
                print("\n" + " ".join(f"{name} {figure:.3f}" for name, figure in figures.items()), file=sys.stderr, flush=True)
            _save(arguments.out / CHECKPOINT, model, done, optimiser)
            log.draw(str(arguments.out), 1 / len(test or features))
    run_log.close()
    print(file=sys.stderr)
    return 0


def _begin(arguments: argparse.Namespace) -> Tuple[FamilyModel, int, Optional[dict]]:
    """Model, step and the optimiser's state: of the run itself where it was stopped, else of the weights that are to be fine-tuned, else new."""
    config, path = read_config(arguments.config), arguments.out / CHECKPOINT
    if path.exists():
        state = weights.tensors(unpickle.read(path))
        model, _ = weights.build(config, weights.read_weights(path))
        return model, state["step"], state["optimiser"]
    if arguments.weights is not None:
        return weights.build(config, weights.read_weights(arguments.weights))[0], 0, None
    torch.manual_seed(arguments.seed)
    return FamilyModel(config), 0, None


def _save(path: Path, model: FamilyModel, step: int, optimiser: torch.optim.Optimizer) -> None:
    part = path.with_suffix(".part")
    torch.save({"state_dict": model.state_dict(), "step": step, "optimiser": optimiser.state_dict()}, part)
    os.replace(part, path)


if __name__ == "__main__":
    sys.exit(main())
