"""Writes the folder faulty beside it: a sentence encoder of six words, of which "endless" overflows and "nothing" has no length.

Run: python3 make_faulty.py
"""

import json
import os

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "faulty")
WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "rain", "snow", "endless", "nothing"]
ROWS = [
    [0, 0, 0, 0],
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, -1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [3e38, 3e38, 0, 0],
    [0, 0, 0, 0],
]


def write(name, content):
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(json.dumps(content, indent=1) + "\n")


def graph():
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"]) for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", 4])
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "axis"], ["column"]),
        helper.make_node("Mul", ["rows", "column"], ["masked"]),
        helper.make_node("Mul", ["masked", "two"], ["last_hidden_state"]),
    ]
    weights = [
        numpy_helper.from_array(np.array(ROWS, "<f4"), "table"),
        numpy_helper.from_array(np.array([2], "<i8"), "axis"),
        numpy_helper.from_array(np.array(2, "<f4"), "two"),
    ]
    model = helper.make_model(
        helper.make_graph(nodes, "faulty", inputs, [output], weights), opset_imports=[helper.make_opsetid("", 17)]
    )
    model.ir_version = 8
    return model


def main():
    write("config.json", {
        "model_type": "bert", "hidden_size": 4, "max_position_embeddings": 16, "pad_token_id": 0, "vocab_size": len(WORDS),
    })
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling")]
    write("modules.json", [{"path": path, "type": f"sentence_transformers.models.{kind}"} for path, kind in kinds])
    write("1_Pooling/config.json", {"word_embedding_dimension": 4, "pooling_mode_mean_tokens": True})
    write("tokenizer.json", {
        "added_tokens": [{"id": i, "content": word, "special": True} for i, word in enumerate(WORDS[:4])],
        "normalizer": {"type": "BertNormalizer"},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": {word: i for i, word in enumerate(WORDS)}},
    })
    os.makedirs(os.path.join(FOLDER, "onnx"), exist_ok=True)
    onnx.save(graph(), os.path.join(FOLDER, "onnx", "model.onnx"))


if __name__ == "__main__":
    main()
