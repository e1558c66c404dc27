import json
import subprocess
import unittest
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

try:
    import onnx
    import torch
    from torch import nn

    from training.offline.graphs import Graph, GraphProblem
except ImportError:
    torch = None

from training.offline import media, ranking
from training.offline.plan import Plan, PlanError

ROOT = Path(__file__).resolve().parents[2]
METRICS = ROOT / "tests" / "Data" / "metrics" / "retrieval_metrics.json"


def _unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


class RankingTests(unittest.TestCase):
    def test_ranks_of_one_right_answer_give_the_authors_figures(self):
        for case in json.loads(METRICS.read_text()):
            scores = np.array(case["sims"])
            ranks = np.array([ranking.rank_of(row, np.array([i])) for i, row in enumerate(scores)])
            self.assertAlmostEqual(case["averaging"]["R1"], 100 * (ranks == 1).mean())
            self.assertAlmostEqual(case["averaging"]["R5"], 100 * (ranks < 6).mean())
            self.assertAlmostEqual(case["averaging"]["MedR"], np.median(ranks))
            self.assertAlmostEqual(case["averaging"]["MeanR"], ranks.mean())

    def test_of_several_right_answers_the_best_counts_and_the_others_do_not_push_it_back(self):
        scores = np.array([0.5, 0.9, 0.9, 0.9, 0.1])
        self.assertEqual(1.5, ranking.rank_of(scores, np.array([1, 2, 4])))
        self.assertEqual(1.0, ranking.rank_of(scores, np.array([1, 2, 3])))
        self.assertEqual(np.inf, ranking.rank_of(scores, np.array([], int)))

    def test_a_group_has_the_score_of_its_best_row_and_equal_rows_tie_wherever_they_stand(self):
        rows = _unit(np.random.default_rng(3).normal(size=(5, 64)))
        targets = np.concatenate([rows, rows[:1], rows[2:3]])
        groups = np.array([0, 1, 2, 3, 4, 9, 9])
        found = ranking.ranks(rows, targets, groups, [np.array([i]) for i in range(5)])
        self.assertEqual([1.5, 1.0, 1.5, 1.0, 1.0], found)

    def test_what_is_not_there_has_an_infinite_rank(self):
        rows = _unit(np.eye(3))
        queries = rows.copy()
        queries[1] = np.nan
        self.assertEqual([1.0, np.inf, np.inf], ranking.ranks(queries, rows[:2], np.array([0, 1]), [np.array([i]) for i in range(3)]))
        self.assertEqual([np.inf], ranking.ranks(rows[:1], rows[:0], np.zeros(0, int), [np.array([0])]))


class MediaTests(unittest.TestCase):
    FRONT_END = media.FrontEnd(2.0, {"frame_rate": 4.0, "width": 16, "height": 12}, {"sample_rate": 8000})

    def _segments(self, *arguments: str) -> list:
        with TemporaryDirectory() as folder:
            path = str(Path(folder) / "clip.mkv")
            subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *arguments, path], check=True)
            return media.read_segments(path, self.FRONT_END)

    def test_segments_have_their_length_and_a_short_rest_belongs_to_the_last(self):
        video, audio = ["-f", "lavfi", "-i", "testsrc=d=4.25:r=8:s=32x24"], ["-f", "lavfi", "-i", "sine=d=4.25:r=8000"]
        found = self._segments(*video, *audio, "-c:v", "ffv1", "-c:a", "pcm_s16le")
        self.assertEqual([8, 9], [len(segment.frames) for segment in found])
        self.assertEqual([16000, 18000], [len(segment.sound) for segment in found])
        self.assertEqual((12, 16, 3), found[0].frames.shape[1:])

    def test_a_longer_rest_is_a_segment_and_a_missing_stream_is_none(self):
        found = self._segments("-f", "lavfi", "-i", "sine=d=4.75:r=8000", "-c:a", "pcm_s16le")
        self.assertEqual([16000, 16000, 6000], [len(segment.sound) for segment in found])
        self.assertTrue(all(segment.frames is None for segment in found))

    def test_what_is_no_media_is_an_error(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "clip.mp4"
            path.write_text("no media")
            with self.assertRaises(media.MediaError):
                media.read_segments(str(path), self.FRONT_END)


class PlanTests(unittest.TestCase):
    def _read(self, content: object) -> Plan:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "plan.json"
            path.write_text(content if isinstance(content, str) else json.dumps(content))
            return Plan.read(str(path))

    def test_masks_are_those_of_the_directions_and_of_the_classes(self):
        plan = self._read({"package": "p", "items": [{"file": None, "captions": ["x", "y"]}], "directions": ["t->v", "a->tv"],
                           "classes": {"prompts": [["x"]], "truth": [[0]], "mask": "va"}})
        self.assertEqual(("v", "a", "tv", "va"), plan.masks())
        self.assertEqual(["x", "y"], plan.texts())

    def test_wrong_plans_are_refused_by_field(self):
        for content, named in (("{", "JSON"), ({"package": "p", "items": []}, "directions"), ({"package": "p", "items": [], "directions": ["t->tv"]}, "t->tv"),
                               ({"package": "p", "items": [], "directions": [], "classes": {"prompts": [], "truth": [], "mask": "t"}}, "mask")):
            with self.subTest(content=content), self.assertRaisesRegex(PlanError, named):
                self._read(content)


@unittest.skipIf(torch is None, "PyTorch is not here")
class GraphTests(unittest.TestCase):
    def _exported(self, module: "nn.Module", *inputs: "torch.Tensor") -> "Graph":
        with TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            path = str(Path(folder) / "graph.onnx")
            names = [f"x{n}" for n in range(len(inputs))]
            torch.onnx.export(module.eval(), inputs, path, input_names=names, output_names=["y"], opset_version=17, dynamic_axes={name: {0: "batch"} for name in names})
            return Graph(path)

    def test_exported_modules_give_what_they_give_in_pytorch(self):
        torch.manual_seed(5)
        picture = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3, padding=1, groups=2), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(32, 6), nn.Sigmoid())
        sequence = nn.Sequential(nn.TransformerEncoderLayer(16, 4, 32, activation="gelu", batch_first=True), nn.LayerNorm(16), nn.Softmax(-1))
        for module, shape in ((picture, (2, 3, 18, 18)), (sequence, (2, 5, 16)), (nn.Conv1d(4, 3, 5, padding=2, dilation=1), (1, 4, 9))):
            graph = self._exported(module, torch.randn(*shape))
            other = torch.randn(3, *shape[1:])
            with self.subTest(module=type(module[0]) if isinstance(module, nn.Sequential) else type(module)), torch.no_grad():
                np.testing.assert_allclose(module(other).numpy(), graph.run(x0=other.numpy()), atol=1e-6)

    def test_an_operator_that_is_not_known_is_named(self):
        node = onnx.helper.make_node("Det", ["x"], ["y"])
        shape = onnx.helper.make_tensor_value_info
        graph = onnx.helper.make_graph([node], "g", [shape("x", 1, [2, 2])], [shape("y", 1, [])])
        with TemporaryDirectory() as folder:
            path = str(Path(folder) / "graph.onnx")
            onnx.save(onnx.helper.make_model(graph), path)
            with self.assertRaisesRegex(GraphProblem, "Det"):
                Graph(path)


if __name__ == "__main__":
    unittest.main()
