"""Which modality attends to which: python3 -m training.attention --package DIR --seed S --count 200 --out attention.png [--json]"""

import argparse
import json
import sys
from typing import Dict, List

import numpy as np
import torch

from .family import LETTERS
from .family.layers import Attention
from .family.model import FamilyModel
from .family.tokens import Tokens
from .frontends.mel import log_mel
from .data.cache import shrink
from .package.load import OfflinePackage
from .world.clip import make_clip

ORDER = "tva"


def attention_by_modality(model: FamilyModel, tokens: Dict[str, Tokens]) -> np.ndarray:
    """[blocks, 3, 3]: the share of its attention that a token of one modality gives to all tokens of another, mean over tokens and heads; rows add up to 1."""
    x = torch.cat([tokens[letter].values for letter in ORDER], dim=1)
    mask = torch.cat([tokens[letter].mask for letter in ORDER], dim=1)
    owner = torch.cat([torch.full((tokens[letter].values.shape[1],), i) for i, letter in enumerate(ORDER)])
    found = []
    with torch.no_grad():
        for block in model.fusion.blocks:
            weights = attention_weights(block.attn, block.norm1(x), mask).mean(1)
            table = np.zeros((3, 3))
            for row in range(3):
                rows = mask * (owner == row)
                for column in range(3):
                    given = weights[:, :, owner == column].sum(2)
                    table[row, column] = float((given * rows).sum() / rows.sum())
            found.append(table)
            x = block(x, mask)
    return np.array(found)


def attention_weights(attention: Attention, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Softmax weights [B, heads, N, N] of normalised tokens."""
    batch, count, size = x.shape
    query, key, _ = attention.qkv(x).reshape(batch, count, 3, attention.heads, -1).permute(2, 0, 3, 1, 4)
    logits = query @ key.transpose(-2, -1) * (size // attention.heads) ** -0.5
    return torch.softmax(logits.masked_fill((mask == 0)[:, None, None, :], torch.finfo(logits.dtype).min), dim=-1)


def measure(package: OfflinePackage, seed: int, count: int) -> dict:
    """Means over clips, and what the share would be were attention even over tokens."""
    tables, even, video = [], [], package.config.video
    for index in range(count):
        clip = make_clip("test", seed, index)
        tokens = {"t": package.text_tokens([clip.texts()[0][0]]), "v": package.frame_tokens(shrink(clip.frames(video.frame_rate), video.side)),
                  "a": package.mel_tokens(log_mel(clip.waveform()))}
        tables.append(attention_by_modality(package.model.family, tokens))
        counts = np.array([float(tokens[letter].mask.sum()) for letter in ORDER])
        even.append(counts / counts.sum())
    return {"modalities": [LETTERS[letter] for letter in ORDER], "clips": count, "blocks": np.mean(tables, 0).tolist(), "even": np.mean(even, 0).tolist()}


def draw(figures: dict, path: str) -> bool:
    """A picture of the tables. False where matplotlib is not there."""
    try:
        import matplotlib
        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        return False
    names: List[str] = figures["modalities"]
    figure, plots = pyplot.subplots(1, len(figures["blocks"]), figsize=(4.2 * len(figures["blocks"]), 4), squeeze=False)
    for number, (axes, table) in enumerate(zip(plots[0], figures["blocks"]), 1):
        axes.imshow(table, cmap="Blues", vmin=0, vmax=1)
        for row in range(3):
            for column in range(3):
                axes.text(column, row, f"{table[row][column]:.2f}", ha="center", va="center", color="white" if table[row][column] > 0.6 else "black")
        even = ", ".join(f"{name} {share:.2f}" for name, share in zip(names, figures["even"]))
        axes.set(xticks=range(3), yticks=range(3), xticklabels=names, yticklabels=names, xlabel=f"attended to\n(evenly: {even})",
                 ylabel="attending", title=f"block {number}")
    figure.tight_layout()
    figure.savefig(path, dpi=90, format="png")
    pyplot.close(figure)
    return True


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m training.attention", description="Attention between modalities on fresh clips, as a picture.")
    parser.add_argument("--package", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--out", help="picture (PNG)")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    figures = measure(OfflinePackage(arguments.package), arguments.seed, arguments.count)
    if arguments.out and not draw(figures, arguments.out):
        print("training.attention: no picture without python3-matplotlib", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(figures))
    else:
        for number, table in enumerate(figures["blocks"], 1):
            print(f"block {number}: attending by attended to ({', '.join(figures['modalities'])})")
            for name, row in zip(figures["modalities"], table):
                print(f"  {name:<6}" + " ".join(f"{share:.3f}" for share in row))
        print("even over tokens: " + " ".join(f"{share:.3f}" for share in figures["even"]))
        if arguments.out:
            print(arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
