"""python3 -m training.clip4clip.convert --weights FILE --package P --out P2: a two-tower package with a head over its frames (docs/models.md)."""

import argparse
import hashlib
import io
import sys
from pathlib import Path

import torch

from ..family.unpickle import CheckpointError
from ..family.weights import read_weights
from ..passes.folder import Package
from ..passes.graph import GraphError
from .checkpoint import NAMES, load
from .heads import TightTransf

TEMPORAL, RERANK = "temporal.onnx", "rerank.onnx"
_OPSET = 17


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m training.clip4clip.convert", description="Writes a package of two towers with one of CLIP4Clip's heads over its frames.")
    parser.add_argument("--weights", type=Path, required=True, help="the head's checkpoint: the authors' (.bin, .pth), training.clip4clip.train's, or .npz")
    parser.add_argument("--package", type=Path, required=True, help="a package of the kind dual-encoder: the towers that the head was trained on")
    parser.add_argument("--out", type=Path, required=True, help="folder of the new package; its name is the package's id")
    parser.add_argument("--head", choices=NAMES, help="which head it is, where the checkpoint has several (default: as its weights tell)")
    parser.add_argument("--heads", type=int, help="heads of attention (default: one for every 64 numbers)")
    parser.add_argument("--max-frames", type=int, default=12, help="the most frames of a segment that it takes, at even distances (default 12)")
    arguments = parser.parse_args()
    try:
        name = convert(arguments)
    except (CheckpointError, GraphError, OSError) as problem:
        print(f"clip4clip.convert: {problem}", file=sys.stderr)
        return 1
    print(f"{arguments.out}: {name} over the frames of {arguments.package.name}")
    return 0


def convert(arguments: argparse.Namespace) -> str:
    source = Package(arguments.package)
    if source.description.get("kind") != "dual-encoder":
        raise GraphError(f"--package {arguments.package} is of the kind {source.description.get('kind')!r}; heads belong to dual-encoder")
    name, head = load(read_weights(arguments.weights), arguments.head, arguments.heads)
    if name == "meanP":
        raise CheckpointError(f"{arguments.weights} has no head: it is meanP, which every package of two towers has without this")
    width, positions = sizes_of(head)
    size = source.description["embedding_size"]
    if width != size:
        raise CheckpointError(f"{arguments.weights} has a head of {width} numbers, and {arguments.package} gives vectors of {size}")
    most = positions - 1 if isinstance(head, TightTransf) else positions
    if positions and arguments.max_frames > most:
        raise CheckpointError(f"--max-frames is {arguments.max_frames}, and the head has places for {most}")
    tight = isinstance(head, TightTransf)
    file = RERANK if tight else TEMPORAL
    digest = hashlib.sha256(arguments.weights.read_bytes()).hexdigest()
    source.write(
        arguments.out, {}, f"{name} of {arguments.weights.name}, SHA-256 {digest}",
        fields={"rerank" if tight else "temporal": {"head": name, "file": file, "max_frames": arguments.max_frames}},
        files={file: graph_of(head, size)})
    return name


def sizes_of(head: torch.nn.Module) -> tuple:
    """The numbers of a frame, and the places of frames; 0 where there is no limit."""
    if isinstance(head, TightTransf):
        places = head.cross["embeddings"]["position_embeddings"].weight
        return places.shape[1], places.shape[0]
    if hasattr(head, "frame_position_embeddings"):
        return head.frame_position_embeddings.weight.shape[1], head.frame_position_embeddings.weight.shape[0]
    return head.lstm_visual.input_size, 0


def graph_of(head: torch.nn.Module, size: int) -> bytes:
    """The head as a graph for clips of one length at a time: there is no mask."""
    tight = isinstance(head, TightTransf)
    inputs, output = (["text", "frames"], "similarity") if tight else (["frames"], "video_embeds")
    places = sizes_of(head)[1]
    frames = torch.randn(2, max(1, min(5, places - 1)) if places else 5, size)
    example = (torch.randn(2, size), frames) if tight else (frames,)
    axes = {"text": {0: "batch"}, "frames": {0: "batch", 1: "frames"}, output: {0: "batch"}}
    content = io.BytesIO()
    torch.onnx.export(
        head.eval(), example, content, input_names=inputs, output_names=[output], opset_version=_OPSET,
        dynamic_axes={tensor: open_axes for tensor, open_axes in axes.items() if tensor in (*inputs, output)})
    return content.getvalue()


if __name__ == "__main__":
    sys.exit(main())
