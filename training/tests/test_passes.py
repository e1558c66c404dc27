import json
import unittest
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

try:
    import onnx
    import torch

    from training.fullsize.model import FullModel
    from training.fullsize.package import write_package
    from training.passes.folder import Package
    from training.passes.graph import GraphError, GraphFile, attribute
    from training.passes.half import KEPT, cast
    from training.passes.int8 import Options, quantise
    from training.passes.thin import thin
    from training.quantize import convert
except ImportError:
    torch = None

DATA = Path(__file__).resolve().parents[2] / "tests" / "Data"
SMALL = DATA / "full-size" / "small"


@unittest.skipIf(torch is None, "PyTorch is not here")
class PassTests(unittest.TestCase):
    def test_weights_are_int8_with_a_scale_a_channel_and_stay_near(self):
        graph = GraphFile(SMALL / "fusion.onnx")
        product = next(node for node in graph.nodes if node.op_type == "MatMul" and graph.is_weight(node.input[1]))
        before = np.array(graph.array(product.input[1]))
        quantise(graph, Options(least=1024, narrow=16))
        whole = next(node for node in graph.nodes if node.op_type == "MatMulInteger")
        weights, scale = graph.array(whole.input[1]), next(graph.array(name) for node in graph.nodes if "by_channel" in node.output[0] for name in node.input if graph.is_weight(name))
        self.assertEqual((np.int8, before.shape), (weights.dtype, weights.shape))
        self.assertEqual(before.shape[1:], scale.shape)
        self.assertLessEqual(float(np.abs(weights * scale - before).max()), float(scale.max()) / 2 + 1e-6)
        self.assertEqual(127, int(np.abs(weights).max()))

    def test_small_weights_stay_float32(self):
        graph = GraphFile(SMALL / "fusion.onnx")
        outcome = quantise(graph, Options(least=1 << 30))
        self.assertEqual([], outcome.quantised)
        self.assertFalse(any(node.op_type == "MatMulInteger" for node in graph.nodes))

    def test_norms_and_softmax_take_float32(self):
        graph = GraphFile(SMALL / "fusion.onnx")
        counts = cast(graph)
        types = {name: node for node in graph.nodes for name in node.output}
        kept = [node for node in graph.nodes if node.op_type in KEPT]
        self.assertEqual(counts["kept"], len(kept))
        for node in kept:
            made = types.get(node.input[0])
            self.assertTrue(made is None or made.op_type == "Cast" and attribute(made, "to") == onnx.TensorProto.FLOAT or made.op_type in KEPT, node.name)
        self.assertEqual([onnx.TensorProto.FLOAT] * 4, [item.type.tensor_type.elem_type for item in (*graph.model.graph.input, *graph.model.graph.output)])

    def test_weights_beside_a_graph_come_back_as_they_were(self):
        with TemporaryDirectory() as folder:
            source = GraphFile(SMALL / "audio.onnx")
            names = source.save(Path(folder) / "audio.onnx", 0)
            again = GraphFile(Path(folder) / "audio.onnx")
            inside = Path(folder) / "inside.onnx"
            self.assertEqual(["inside.onnx"], GraphFile(Path(folder) / "audio.onnx").save(inside, 1 << 40))
            self.assertEqual({names[1]}, again.external_files)
            for name in again.tensors:
                np.testing.assert_array_equal(again.array(name), GraphFile(SMALL / "audio.onnx").array(name))
                np.testing.assert_array_equal(again.array(name), GraphFile(inside).array(name))
            onnx.checker.check_model(str(inside))

    def test_graph_saved_over_itself_keeps_its_weights(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "audio.onnx"
            GraphFile(SMALL / "audio.onnx").save(path, 0)
            GraphFile(path).save(path, 0)
            for name in GraphFile(path).tensors:
                np.testing.assert_array_equal(GraphFile(path).array(name), GraphFile(SMALL / "audio.onnx").array(name))

    def test_graph_that_ends_in_one_projection_is_left_alone(self):
        graph = GraphFile(DATA / "converted" / "cls-token" / "fusion.onnx")
        before = graph.model.SerializeToString()
        self.assertFalse(thin(graph, 64))
        self.assertEqual(before, graph.model.SerializeToString())

    def test_every_projection_of_a_thin_graph_takes_rows(self):
        for name in ("full-size/small", "converted/gated-individual", "converted/per-modality", "converted/minimal-shared"):
            with self.subTest(name):
                graph = GraphFile(DATA / name / "fusion.onnx")
                self.assertEqual(3, sum(node.op_type == "ScatterND" for node in graph.nodes))
                self.assertEqual(3, sum(node.op_type == "NonZero" for node in graph.nodes))

    def test_quantised_package_names_itself_and_its_files(self):
        with TemporaryDirectory() as folder:
            out = Path(folder) / "tiny-int8"
            report = convert(_arguments(SMALL, out))
            described = json.loads((out / "model.json").read_text())
            self.assertEqual({path.name for path in out.iterdir()} - {"model.json"}, set(described["sha256"]))
            self.assertEqual("tiny-int8", described["id"])
            self.assertIn("int8", described["origin"])
            self.assertLess(report["bytes"], report["bytes_before"])

    def test_package_with_a_changed_file_is_refused_by_name(self):
        with TemporaryDirectory() as folder:
            copy = Path(folder) / "small"
            copy.mkdir()
            for path in SMALL.iterdir():
                (copy / path.name).write_bytes(path.read_bytes())
            (copy / "vocab.txt").write_text("changed\n")
            with self.assertRaisesRegex(GraphError, "vocab.txt has the SHA-256"):
                Package(copy)

    def test_unknown_graph_and_id_are_refused(self):
        with TemporaryDirectory() as folder:
            with self.assertRaisesRegex(GraphError, "--graphs is 'smell'"):
                convert(_arguments(SMALL, Path(folder) / "out", graphs="smell"))
            with self.assertRaisesRegex(GraphError, "--out is 'No Id'"):
                convert(_arguments(SMALL, Path(folder) / "No Id"))

    def test_full_size_package_of_a_seed_is_the_same_again(self):
        with TemporaryDirectory() as folder:
            described = [write_package(FullModel(64, 2, 5), Path(folder) / name / "same", ["a", "b"], "test", 0) for name in ("one", "two")]
        self.assertEqual(described[0], described[1])
        self.assertTrue(all(f"{name}.onnx.data" in described[0]["sha256"] for name in ("text", "video", "audio", "fusion")))


def _arguments(package: Path, out: Path, graphs: str = "text,video,audio,fusion") -> Namespace:
    return Namespace(package=package, out=out, graphs=graphs, least=1024, narrow=16, per_tensor=False, convolutions=False, external_above=1 << 28)


if __name__ == "__main__":
    unittest.main()
