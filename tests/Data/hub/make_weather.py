"""Writes beside it classifiers of two classes, rain and snow, by the colour of a picture or the loudness of a sound.

Run: python3 make_weather.py
"""

import json
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = os.path.dirname(os.path.abspath(__file__))


def save(path, inputs, outputs, nodes, weights):
    path = os.path.join(FOLDER, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    values = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in inputs + outputs]
    graph = helper.make_graph(nodes, "weather", values[: len(inputs)], values[len(inputs) :], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.save(model, path)


def write(path, content):
    path = os.path.join(FOLDER, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(content)


def pictures(path, classes=2):
    """A blue picture is rain, a red one is snow."""
    weights = np.zeros((3, classes), "<f4")
    weights[2, 0] = weights[0, 1] = 8
    save(
        path,
        [("pixel_values", ["batch", 3, 4, 4])],
        [("logits", ["batch", classes])],
        [
            helper.make_node("ReduceMean", ["pixel_values"], ["colour"], axes=[2, 3], keepdims=0),
            helper.make_node("MatMul", ["colour", "weights"], ["logits"]),
        ],
        [numpy_helper.from_array(weights, "weights")],
    )


def sounds(path):
    """A loud sound is rain, a quiet one is snow: probabilities, each for itself."""
    save(
        path,
        [("waveform", ["batch", 400])],
        [("scores", ["batch", 2])],
        [
            helper.make_node("Abs", ["waveform"], ["loud"]),
            helper.make_node("ReduceMean", ["loud"], ["loudness"], axes=[1], keepdims=1),
            helper.make_node("Sub", ["one", "loudness"], ["quietness"]),
            helper.make_node("Concat", ["loudness", "quietness"], ["scores"], axis=1),
        ],
        [numpy_helper.from_array(np.array(1, "<f4"), "one")],
    )


def hollow(path):
    """Logits of a sound's loudness: silence has none, and its logarithm no end."""
    save(
        path,
        [("waveform", ["batch", 400])],
        [("logits", ["batch", 2])],
        [
            helper.make_node("Abs", ["waveform"], ["loud"]),
            helper.make_node("ReduceMean", ["loud"], ["loudness"], axes=[1], keepdims=1),
            helper.make_node("Log", ["loudness"], ["level"]),
            helper.make_node("Neg", ["level"], ["quietness"]),
            helper.make_node("Concat", ["level", "quietness"], ["logits"], axis=1),
        ],
        [],
    )


def main():
    write("weather/config.json", json.dumps({"model_type": "vit", "id2label": {"0": "rain", "1": "snow"}}, indent=1) + "\n")
    write("weather/preprocessor_config.json", json.dumps({
        "image_processor_type": "ViTImageProcessor", "size": {"height": 4, "width": 4}, "resample": 2,
        "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
    }, indent=1) + "\n")
    pictures("weather/onnx/model.onnx")
    pictures("weather/three.onnx", 3)
    sounds("weather/sounds.onnx")
    hollow("weather/hollow.onnx")
    write("weather/labels.csv", "index,mid,display_name\n0,/m/1,rain\n1,/m/2,snow\n")


if __name__ == "__main__":
    main()
