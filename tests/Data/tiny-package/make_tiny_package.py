"""Writes a tiny fusion package of random weights, and graphs that break its contract, for the tests of Triad.Inference.

Run: python3 make_tiny_package.py FOLDER   (needs numpy and onnx)

FOLDER/tiny is a good package; FOLDER/broken holds single graphs, named by what is wrong with them.
"""

import hashlib
import json
import pathlib
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

D, E, BUCKETS, GRAMS, BINS, PAD, PER_TOKEN = 8, 6, 50, 6, 40, 16, 8
WIDTH, HEIGHT, RUN = 4, 2, 4
WORDS = ["dog", "cat", "bird"]


def weights(rng, name, *shape, scale=0.5):
    return numpy_helper.from_array((rng.standard_normal(shape) * scale).astype(np.float32), name)


def ints(name, *values):
    return numpy_helper.from_array(np.array(values, np.int64), name)


def save(path, nodes, inputs, output, initialisers, opset=17):
    value = lambda v: helper.make_tensor_value_info(v[0], v[1], v[2])
    graph = helper.make_graph(nodes, path.stem, [value(v) for v in inputs], [value(output)], initialisers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    path.write_bytes(model.SerializeToString())


def text(path, rng, grams=GRAMS):
    nodes = [
        helper.make_node("Gather", ["table", "ids"], ["grams"]),
        helper.make_node("Cast", ["ids"], ["idsf"], to=TensorProto.FLOAT),
        helper.make_node("Min", ["idsf", "one"], ["there"]),
        helper.make_node("Unsqueeze", ["there", "last"], ["there1"]),
        helper.make_node("Mul", ["grams", "there1"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "axis2"], ["sum"], keepdims=0),
        helper.make_node("ReduceSum", ["there", "axis2"], ["count"], keepdims=1),
        helper.make_node("Max", ["count", "one"], ["count1"]),
        helper.make_node("Div", ["sum", "count1"], ["tokens"]),
    ]
    save(path, nodes, [("ids", TensorProto.INT64, ["batch", "tokens", grams])], ("tokens", TensorProto.FLOAT, ["batch", "tokens", D]),
         [weights(rng, "table", 1 + BUCKETS + len(WORDS), D), numpy_helper.from_array(np.float32(1), "one"), ints("last", -1), ints("axis2", 2)])


def video(path, rng, name="frames", opset=17, inner=RUN * 3 * HEIGHT * WIDTH):
    nodes = [
        helper.make_node("Reshape", [name, "runs"], ["flat"]),
        helper.make_node("MatMul", ["flat", "weight"], ["linear"]),
        helper.make_node("Tanh", ["linear"], ["tokens"]),
    ]
    save(path, nodes, [(name, TensorProto.FLOAT, ["batch", "frames", 3, HEIGHT, WIDTH])], ("tokens", TensorProto.FLOAT, ["batch", "tokens", D]),
         [ints("runs", 0, -1, RUN * 3 * HEIGHT * WIDTH), weights(rng, "weight", inner, D, scale=0.2)], opset)


def audio(path, rng):
    nodes = [
        helper.make_node("Conv", ["mel", "kernel"], ["filtered"], kernel_shape=[3], pads=[1, 1]),
        helper.make_node("Tanh", ["filtered"], ["bent"]),
        helper.make_node("AveragePool", ["bent"], ["pooled"], kernel_shape=[PER_TOKEN], strides=[PER_TOKEN]),
        helper.make_node("GlobalAveragePool", ["bent"], ["all"]),
        helper.make_node("Add", ["pooled", "all"], ["mixed"]),
        helper.make_node("Transpose", ["mixed"], ["tokens"], perm=[0, 2, 1]),
    ]
    save(path, nodes, [("mel", TensorProto.FLOAT, ["batch", BINS, "frames"])], ("tokens", TensorProto.FLOAT, ["batch", "tokens", D]),
         [weights(rng, "kernel", D, BINS, 3, scale=0.1)])


def fusion(path, rng, size=E, broken=None):
    projection = rng.standard_normal((3, D, size)).astype(np.float32)
    if broken is not None:
        projection[0, 0, 0] = broken
    nodes = [
        helper.make_node("MatMul", ["tokens", "query"], ["q"]),
        helper.make_node("Transpose", ["tokens"], ["k"], perm=[0, 2, 1]),
        helper.make_node("MatMul", ["q", "k"], ["logits"]),
        helper.make_node("Sub", ["mask", "one"], ["absent"]),
        helper.make_node("Mul", ["absent", "far"], ["bias"]),
        helper.make_node("Unsqueeze", ["bias", "axis1"], ["bias1"]),
        helper.make_node("Add", ["logits", "bias1"], ["biased"]),
        helper.make_node("Softmax", ["biased"], ["attention"], axis=-1),
        helper.make_node("MatMul", ["attention", "tokens"], ["seen"]),
        helper.make_node("MatMul", ["seen", "value"], ["mixed"]),
        helper.make_node("Add", ["tokens", "mixed"], ["out"]),
        helper.make_node("MatMul", ["pool", "out"], ["pooled"]),
        helper.make_node("Unsqueeze", ["pooled", "axis2"], ["pooled2"]),
        helper.make_node("MatMul", ["pooled2", "projection"], ["projected2"]),
        helper.make_node("Squeeze", ["projected2", "axis2"], ["projected"]),
    ]
    save(path, nodes,
         [("tokens", TensorProto.FLOAT, ["batch", "tokens", D]), ("mask", TensorProto.FLOAT, ["batch", "tokens"]),
          ("pool", TensorProto.FLOAT, ["batch", 3, "tokens"])],
         ("projected", TensorProto.FLOAT, ["batch", 3, size]),
         [weights(rng, "query", D, D), weights(rng, "value", D, D), numpy_helper.from_array(projection, "projection"),
          numpy_helper.from_array(np.float32(1), "one"), numpy_helper.from_array(np.float32(1e9), "far"), ints("axis1", 1), ints("axis2", 2)])


def outside(path):
    """A video graph whose weights are said to lie in a file outside the package's folder."""
    weight = TensorProto(name="weight", data_type=TensorProto.FLOAT, dims=[RUN * 3 * HEIGHT * WIDTH, D], data_location=TensorProto.EXTERNAL)
    entry = weight.external_data.add()
    entry.key, entry.value = "location", "../../../etc/passwd"
    nodes = [helper.make_node("Reshape", ["frames", "runs"], ["flat"]), helper.make_node("MatMul", ["flat", "weight"], ["tokens"])]
    save(path, nodes, [("frames", TensorProto.FLOAT, ["batch", "frames", 3, HEIGHT, WIDTH])], ("tokens", TensorProto.FLOAT, ["batch", "tokens", D]),
         [ints("runs", 0, -1, RUN * 3 * HEIGHT * WIDTH), weight])


def main(folder):
    rng = np.random.default_rng(11)
    tiny, broken = folder / "tiny", folder / "broken"
    tiny.mkdir(parents=True, exist_ok=True)
    broken.mkdir(parents=True, exist_ok=True)
    text(tiny / "text.onnx", rng)
    video(tiny / "video.onnx", rng)
    audio(tiny / "audio.onnx", rng)
    fusion(tiny / "fusion.onnx", rng)
    (tiny / "vocab.txt").write_text("".join(f"{word}\n" for word in WORDS), encoding="utf-8")
    files = ["text.onnx", "video.onnx", "audio.onnx", "fusion.onnx", "vocab.txt"]
    manifest = {
        "format": 1, "id": "tiny", "kind": "fusion", "licence": "as this repository", "origin": "random weights",
        "modalities": ["t", "v", "a"], "embedding_size": E, "token_size": D, "representations": ["full", "t", "v", "a"],
        "segment_seconds": 8.0, "long_input": {"strategy": "average", "max_tokens": 128},
        "text": {"tokenizer": "hashed-ngrams", "vocabulary": "vocab.txt", "buckets": BUCKETS, "min_n": 3, "max_n": 4,
                 "max_words": 12, "max_grams": GRAMS},
        "video": {"frame_rate": 6.0, "frames_per_token": RUN, "width": WIDTH, "height": HEIGHT,
                  "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]},
        "audio": {"sample_rate": 16000, "mel_bins": BINS, "window": 400, "hop": 160, "fft": 400, "preemphasis": 0.97,
                  "min_hz": 20, "max_hz": 8000, "floor_db": 80, "mean_db": -45.0, "std_db": 20.0,
                  "mel_frames_per_token": PER_TOKEN, "pad_multiple": PAD},
        "graphs": {name: {"file": f"{name}.onnx"} for name in ("text", "video", "audio", "fusion")},
        "sha256": {file: hashlib.sha256((tiny / file).read_bytes()).hexdigest() for file in files},
    }
    (tiny / "model.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

    text(broken / "grams.onnx", rng, grams=GRAMS + 1)
    video(broken / "input-name.onnx", rng, name="images")
    video(broken / "opset.onnx", rng, opset=16)
    video(broken / "inner-size.onnx", rng, inner=7)
    outside(broken / "outside.onnx")
    fusion(broken / "embedding-size.onnx", rng, size=E + 1)
    fusion(broken / "not-a-number.onnx", rng, broken=np.nan)
    fusion(broken / "infinite.onnx", rng, broken=np.inf)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
