#!/usr/bin/env python3
"""python3 tools/export/pe_av.py --model M --out FOLDER: the eight graphs of a PE-AV checkpoint, as `triad model import` takes them (docs/models.md)."""

import argparse
import inspect
import json
import shutil
import sys
from pathlib import Path

OPSET = 17
EXTERNAL_ABOVE = 256 << 20
LEAST_TRANSFORMERS = (5, 23)
NOT_RUN = """\
It needs PyTorch 2 with its ONNX exporter, transformers 5.23 or later with timm, onnx, and onnxruntime, which you install; a checkpoint of
the large model takes some 20 GB of memory. It was written from the stages' definitions and has NOT been run by this project, whose machines
have none of these: rely on its check. Each graph is compared with PyTorch at several lengths, and all of them in a row with the model's own
forward pass; where a number differs by more than --tolerance, nothing is kept."""


class ExportError(Exception):
    """What cannot be exported, and why."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 tools/export/pe_av.py", description="Writes the eight staged graphs and logits.json of a PE-AV checkpoint.", epilog=NOT_RUN,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="a checkpoint: its folder, or its name on the hub, such as facebook/pe-av-small")
    parser.add_argument("--revision", help="the hub's revision (default: the newest)")
    parser.add_argument("--out", type=Path, required=True, help="folder to write; it must not be there yet")
    parser.add_argument("--frames", type=int, help="frames that are taken of a clip, where the processor does not say so (16 for '-16-frame')")
    parser.add_argument("--tolerance", type=float, default=1e-4, help="largest difference of normalised vectors (default 1e-4)")
    arguments = parser.parse_args()
    draft = arguments.out.with_name(f".{arguments.out.name}.exporting")
    try:
        export(arguments, draft)
    except (ExportError, ImportError, OSError) as problem:
        print(f"pe_av: {problem}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    print(f"{arguments.out}: now ./triad model import {arguments.out} --out models/{arguments.out.name}")
    return 0


def export(arguments: argparse.Namespace, draft: Path) -> None:
    if arguments.out.exists():
        raise ExportError(f"--out {arguments.out} is there already. Remove it, or give another one.")
    import torch
    import transformers
    from transformers import AutoModel, AutoProcessor

    version = tuple(int(part) for part in transformers.__version__.split(".")[:2])
    if version < LEAST_TRANSFORMERS:
        raise ExportError(f"transformers is {transformers.__version__}, and PE-AV needs {'.'.join(map(str, LEAST_TRANSFORMERS))} or later.")
    # Plain attention is what an exporter can follow.
    model = AutoModel.from_pretrained(arguments.model, revision=arguments.revision, dtype=torch.float32, attn_implementation="eager").eval()
    if model.config.model_type != "pe_audio_video":
        raise ExportError(f"{arguments.model} has the model_type {model.config.model_type!r}, expected 'pe_audio_video'.")
    processor = AutoProcessor.from_pretrained(arguments.model, revision=arguments.revision)
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "onnx").mkdir(parents=True)
    with torch.no_grad():
        stages = stages_of(model, size_of(processor))
        for stage in stages.values():
            print(f"exporting {stage.name} ...", flush=True)
            write(stage, draft / "onnx")
        print("comparing ...", flush=True)
        worst = check(model, stages, draft / "onnx", hop_of(processor))
    for name, difference in worst.items():
        print(f"  {name}: off by {difference:.1e}")
        if not difference <= arguments.tolerance:
            raise ExportError(f"{name} is off by {difference:.1e}, more than {arguments.tolerance:.0e}: nothing is kept.")
    model.config.save_pretrained(draft)
    processor.save_pretrained(draft)
    note_frames(draft / "processor_config.json", arguments)
    (draft / "logits.json").write_text(json.dumps({**logits_of(model), "lengths": lengths_of(model)}, indent=1) + "\n", encoding="utf-8")
    copy_card(arguments, draft)
    draft.rename(arguments.out)


# The stages. An encoder is its patch embedder, which puts the class token in front, its layers with rotary positions, norm and output; the
# class token's state is the pooled one, and the others are the hidden ones.

def encode(encoder, embeds):
    import torch

    states, _ = encoder.patch_embedder(embeds, padding_mask=None)
    positions = encoder.rotary_emb(states, torch.arange(states.shape[1], device=states.device).unsqueeze(0))
    for layer in encoder.layers[: encoder.config.num_hidden_layers]:
        states = layer(states, attention_mask=None, position_embeddings=positions)
        states = states[0] if isinstance(states, tuple) else states
    states = encoder.output(encoder.norm(states))
    return states[:, 0], states[:, 1:]


class Stage:
    """A graph: what it computes, what its tensors are called, and which of their axes are open."""

    def __init__(self, name, parts, compute, inputs, outputs, example, lengths):
        self.name, self.parts, self.compute, self.inputs, self.outputs = name, parts, compute, inputs, outputs
        self.example, self.lengths = example, lengths

    @property
    def file(self) -> str:
        return f"{self.name}_model.onnx"

    def module(self):
        import torch

        class Module(torch.nn.Module):
            def __init__(self, stage):
                super().__init__()
                # The exporter knows the weights of these for weights.
                self.parts = torch.nn.ModuleList(stage.parts)
                self.compute = stage.compute

            def forward(self, *values):
                return self.compute(*values)

        return Module(self).eval()


def stages_of(model, size: int) -> dict:
    import torch
    from torch.nn.functional import normalize

    audio, video, both = model.audio_model.audio_encoder, model.video_model.video_encoder, model.audio_video_encoder
    hop, codec, frame = audio.config.dac_config.hop_length, audio.embedder.bottleneck.out_channels, video.embedder.proj.in_features
    heard, seen, read = audio.config.hidden_size, video.config.hidden_size, model.config.text_config.hidden_size

    text_heads = [model.audio_model.text_audio_head, model.video_model.text_video_head, model.text_audio_video_head]

    def frame_model(pixels):
        return normalize(video.embedder.vision_model(pixels).logits, dim=-1)

    def video_model(features):
        pooled, hidden = encode(video, video.embedder.data_proj(video.embedder.proj(features)))
        return model.video_model.video_head(pooled), pooled, hidden

    def codec_model(samples):
        return audio.embedder.bottleneck(audio.embedder.dac_encoder(samples)).transpose(1, 2)

    def audio_model(features):
        pooled, hidden = encode(audio, audio.embedder.data_proj(features))
        return model.audio_model.audio_head(pooled), pooled, hidden

    def audio_video_model(sound, clip):
        embedder = both.embedder
        clip = embedder.video_proj(clip.transpose(1, 2)).transpose(1, 2)
        ticks, frames = sound.shape[1], clip.shape[1]
        # Tick i has frame floor(i F / T).
        nearest = torch.div(torch.arange(ticks, device=sound.device) * frames, ticks, rounding_mode="floor")
        clip = embedder.video_norm(torch.index_select(clip, 1, nearest))
        embeds = embedder.data_proj(embedder.concat_modality_proj(torch.cat([sound, clip], dim=-1)))
        return model.audio_video_head(encode(both, embeds)[0])

    def text_model(ids, mask):
        outputs = model.text_model(input_ids=ids, attention_mask=mask, output_hidden_states=True, return_dict=True)
        pooled = outputs.hidden_states[-1][:, 0]
        return *(head(pooled) for head in text_heads), pooled

    # Media first, as in the original repository; one helper of transformers has it reversed.
    def audio_plus_text(media, text):
        return model.audio_plus_text_head(torch.cat([media, text], dim=-1))

    def video_plus_text(media, text):
        return model.video_plus_text_head(torch.cat([media, text], dim=-1))

    def encoder_outputs(name):
        return {f"{name}_embeds": (), f"{name}_pooled": (), f"{name}_hidden": ("ticks" if name == "audio" else "frames",)}

    def ids_of(length):
        return torch.randint(5, model.config.text_config.vocab_size, (2, length))

    def mask_of(length):
        mask = torch.ones(2, length, dtype=torch.long)
        mask[1, length // 2:] = 0
        return mask

    stages = [
        Stage("frame", [video.embedder.vision_model], frame_model, {"pixel_values": ()}, {"frame_features": ()},
              lambda n: (torch.rand(n, 3, size, size) * 2 - 1,), (1, 3)),
        Stage("video", [video, model.video_model.video_head], video_model, {"frame_features": ("frames",)}, encoder_outputs("video"),
              lambda n: (normalize(torch.randn(2, n, frame), dim=-1),), (1, 5, 16)),
        Stage("codec", [audio.embedder], codec_model, {"input_values": (None, "samples")}, {"codec_features": ("ticks",)},
              lambda n: (torch.rand(2, 1, n * hop) - 0.5,), (1, 25, 50)),
        Stage("audio", [audio, model.audio_model.audio_head], audio_model, {"codec_features": ("ticks",)}, encoder_outputs("audio"),
              lambda n: (torch.randn(2, n, codec) * 3,), (1, 25, 50)),
        Stage("audio_video", [both, model.audio_video_head], audio_video_model,
              {"audio_hidden": ("ticks",), "video_hidden": ("frames",)}, {"audio_video_embeds": ()},
              lambda n: (torch.randn(2, 2 * n + 1, heard), torch.randn(2, n, seen)), (1, 5, 16)),
        Stage("text", [model.text_model, *text_heads], text_model,
              {"input_ids": ("sequence_length",), "attention_mask": ("sequence_length",)},
              {"text_audio_embeds": (), "text_video_embeds": (), "text_audio_video_embeds": (), "text_pooled": ()},
              lambda n: (ids_of(n), mask_of(n)), (4, 33, 300)),
        Stage("audio_plus_text", [model.audio_plus_text_head], audio_plus_text,
              {"audio_pooled": (), "text_pooled": ()}, {"audio_plus_text_embeds": ()},
              lambda n: (torch.randn(n, heard), torch.randn(n, read)), (1, 3)),
        Stage("video_plus_text", [model.video_plus_text_head], video_plus_text,
              {"video_pooled": (), "text_pooled": ()}, {"video_plus_text_embeds": ()},
              lambda n: (torch.randn(n, seen), torch.randn(n, read)), (1, 3)),
    ]
    return {stage.name: stage for stage in stages}


def write(stage: Stage, folder: Path) -> None:
    import onnx
    import torch

    axes = {name: {0: "batch_size", **{i + 1: axis for i, axis in enumerate(open_axes) if axis}}
            for name, open_axes in {**stage.inputs, **stage.outputs}.items()}
    # Newer versions of PyTorch would take another exporter, whose graphs have operators of their own.
    old = {"dynamo": False} if "dynamo" in inspect.signature(torch.onnx.export).parameters else {}
    scratch = folder / f".{stage.name}"
    scratch.mkdir()
    torch.onnx.export(
        stage.module(), stage.example(stage.lengths[-1]), str(scratch / stage.file), input_names=list(stage.inputs),
        output_names=list(stage.outputs), dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True, **old)
    graph = onnx.load(str(scratch / stage.file))
    large = sum(len(weight.raw_data) for weight in graph.graph.initializer) > EXTERNAL_ABOVE
    onnx.save_model(graph, str(folder / stage.file), save_as_external_data=large, all_tensors_to_one_file=True, location=f"{stage.file}_data")
    shutil.rmtree(scratch)


def check(model, stages: dict, folder: Path, hop: int) -> dict:
    """The largest difference of normalised values: of each graph from PyTorch, and of all in a row from the model's own forward pass."""
    import onnxruntime
    import torch

    sessions = {name: onnxruntime.InferenceSession(str(folder / stage.file), providers=["CPUExecutionProvider"]) for name, stage in stages.items()}

    def run(name, *values):
        given = {key: value.numpy() for key, value in zip(stages[name].inputs, values, strict=True)}
        found = sessions[name].run(list(stages[name].outputs), given)
        return [torch.from_numpy(value) for value in found]

    worst = {}
    for name, stage in stages.items():
        for length in stage.lengths:
            values = stage.example(length)
            expected = stage.compute(*values)
            expected = expected if isinstance(expected, tuple) else (expected,)
            for output, (one, other) in zip(stage.outputs, zip(run(name, *values), expected, strict=True), strict=True):
                worst[f"{name} {output}"] = max(worst.get(f"{name} {output}", 0.0), difference(one, other))

    for ticks, frames in ((25, 5), (33, 16), (16, 16)):
        ids, mask = stages["text"].example(20)
        pixels, samples = stages["frame"].example(2 * frames)[0], torch.rand(2, 1, ticks * hop) - 0.5
        reference = model(input_ids=ids, attention_mask=mask, input_values=samples, pixel_values_videos=pixels.view(2, frames, *pixels.shape[1:]))
        (features,) = run("frame", pixels)
        video, seen, clip = run("video", features.view(2, frames, -1))
        audio, heard, sound = run("audio", *run("codec", samples))
        *texts, read = run("text", ids, mask)
        made = {"audio_embeds": audio, "video_embeds": video, "audio_video_embeds": run("audio_video", sound, clip)[0],
                "text_audio_embeds": texts[0], "text_video_embeds": texts[1], "text_audio_video_embeds": texts[2],
                "audio_plus_text_embeds": run("audio_plus_text", heard, read)[0], "video_plus_text_embeds": run("video_plus_text", seen, read)[0]}
        for name, value in made.items():
            worst[f"all {name}"] = max(worst.get(f"all {name}", 0.0), difference(value, getattr(reference, name)))
        pairs = logits_of(model)
        for pair, (one, other, logits) in {
                "text_audio": ("audio_embeds", "text_audio_embeds", "audio_text"), "text_video": ("video_embeds", "text_video_embeds", "video_text"),
                "text_audio_video": ("audio_video_embeds", "text_audio_video_embeds", "audio_video_text"),
                "audio_video": ("audio_embeds", "video_embeds", "audio_video"),
                "audio_plus_text": ("audio_plus_text_embeds", "video_embeds", "audio_plus_text_video"),
                "video_plus_text": ("video_plus_text_embeds", "audio_embeds", "video_plus_text_audio")}.items():
            found = made[one] @ made[other].T * pairs[pair]["scale"] + pairs[pair]["bias"]
            worst[f"logits {pair}"] = max(worst.get(f"logits {pair}", 0.0), difference(found, getattr(reference, f"logits_{logits}")))
    return worst


def difference(one, other) -> float:
    """The largest difference of rows of unit length; infinite where a number is none."""
    one, other = one.flatten(0, -2).double(), other.detach().flatten(0, -2).double()
    if one.shape != other.shape or not one.isfinite().all():
        return float("inf")
    scale = other.norm(dim=-1, keepdim=True).clamp_min(1e-12)
    return float(((one - other) / scale).abs().max())


def logits_of(model) -> dict:
    owners = {"text_audio": model.audio_model, "text_video": model.video_model}
    return {pair: {part: float(getattr(owners.get(pair, model), f"{pair}_logit_{part}")) for part in ("scale", "bias")}
            for pair in ("text_audio", "text_video", "text_audio_video", "audio_video", "audio_plus_text", "video_plus_text")}


def lengths_of(model) -> dict:
    """How long vectors are as a rule: for W (g n + b) with n of unit variance, the root of sum g_j^2 |W_j|^2 + |W b|^2. Estimates, told as such."""
    def usual(head) -> float:
        weight, gain, shift = head.proj.weight.double(), head.layer_norm.weight.double(), head.layer_norm.bias.double()
        return float(((weight * gain).pow(2).sum() + (weight @ shift).pow(2).sum()).sqrt())

    return {"audio": usual(model.audio_model.audio_head), "video": usual(model.video_model.video_head), "audio_video": usual(model.audio_video_head)}


def hop_of(processor) -> int:
    return processor.feature_extractor.hop_length


def size_of(processor) -> int:
    size = processor.video_processor.size
    if size["height"] != size["width"]:
        raise ExportError(f"the processor's size is {size['height']}x{size['width']}, and a square is expected.")
    return size["height"]


def note_frames(path: Path, arguments: argparse.Namespace) -> None:
    settings = json.loads(path.read_text(encoding="utf-8"))
    video = settings.get("video_processor") or {}
    if arguments.frames:
        video["num_frames"] = arguments.frames
    elif "16-frame" in arguments.model and not video.get("num_frames"):
        raise ExportError("the checkpoint takes 16 frames by its name, and its processor does not say how many. Give --frames 16.")
    if not video.get("num_frames"):
        video.pop("num_frames", None)
    settings["video_processor"] = video
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def copy_card(arguments: argparse.Namespace, draft: Path) -> None:
    """The model's card says its licence, which the import reads."""
    own = Path(arguments.model) / "README.md"
    if not own.exists() and not Path(arguments.model).exists():
        from huggingface_hub import hf_hub_download
        from huggingface_hub.errors import EntryNotFoundError

        try:
            own = Path(hf_hub_download(arguments.model, "README.md", revision=arguments.revision))
        except EntryNotFoundError:
            return
    if own.exists():
        shutil.copyfile(own, draft / "README.md")


if __name__ == "__main__":
    sys.exit(main())
