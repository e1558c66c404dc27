import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

try:
    import torch

    from training.clip4clip import checkpoint
    from training.clip4clip.convert import convert, graph_of
    from training.clip4clip.similarity import similarity, symmetric_loss
    from training.family.unpickle import CheckpointError
except ImportError:
    torch = None

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "Data" / "golden" / "clip4clip"


def _case(name: str) -> tuple:
    folder = GOLDEN / f"{name}_21"
    read = {part: dict(np.load(folder / f"{part}.npz")) for part in ("inputs", "weights", "outputs")}
    return json.loads((folder / "case.json").read_text()), read["inputs"], read["weights"], read["outputs"]["similarity"]


@unittest.skipIf(torch is None, "PyTorch is not here")
class Clip4ClipTests(unittest.TestCase):
    def test_heads_give_the_authors_similarities(self):
        for name in checkpoint.NAMES:
            with self.subTest(name):
                case, inputs, weights, expected = _case(name)
                found_name, head = checkpoint.load(weights, heads=case["heads"])
                self.assertEqual(found_name, name)
                with torch.no_grad():
                    found = similarity(head, torch.from_numpy(inputs["sequence_output"][:, 0]), torch.from_numpy(inputs["visual_output"]),
                                       torch.from_numpy(inputs["video_mask"]), torch.tensor(case["logit_scale"]))
                self.assertLess(np.abs(found.numpy() - expected).max(), 1e-5)

    def test_symmetric_loss_is_the_mean_of_both_directions(self):
        scores = torch.tensor([[2.0, 0.0], [1.0, 3.0]])
        rows = -(torch.log_softmax(scores, 1).diag().mean() + torch.log_softmax(scores, 0).diag().mean()) / 2
        self.assertAlmostEqual(float(symmetric_loss(scores)), float(rows), places=6)

    def test_checkpoint_with_a_missing_weight_is_refused_by_its_key(self):
        _, _, weights, _ = _case("seqTransf")
        weights.pop("transformerClip.resblocks.1.ln_2.bias")
        with self.assertRaisesRegex(CheckpointError, r"transformerClip\.resblocks\.1\.ln_2\.bias is missing"):
            checkpoint.load(weights, heads=4)

    def test_package_of_another_size_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder) / "towers"
            package.mkdir()
            (package / "model.json").write_text(json.dumps(
                {"kind": "dual-encoder", "embedding_size": 64, "origin": "", "graphs": {}, "sha256": {}}))
            arguments = type("Arguments", (), {"package": package, "weights": GOLDEN / "seqLSTM_21" / "weights.npz", "out": Path(folder) / "out",
                                               "head": None, "heads": 4, "max_frames": 12})
            with self.assertRaisesRegex(CheckpointError, "head of 32 numbers, .* vectors of 64"):
                convert(arguments)

    def test_training_learns_the_order_of_frames(self):
        # Clips have the same frames; which comes first is all that tells them apart, and a mean cannot see it.
        random = np.random.default_rng(5)
        one, other = random.standard_normal((2, 16)).astype(np.float32)
        frames = np.stack([np.stack([one, other] if i % 2 else [other, one]) for i in range(2)])
        with tempfile.TemporaryDirectory() as folder:
            features = Path(folder) / "features.npz"
            np.savez(features, text=random.standard_normal((2, 16)).astype(np.float32), frames=frames)
            ran = subprocess.run(
                [sys.executable, "-m", "training.clip4clip.train", "--features", str(features), "--head", "seqTransf", "--out", str(Path(folder) / "run"),
                 "--steps", "300", "--layers", "1", "--heads", "2", "--positions", "4", "--rate", "3e-3", "--threads", "1"],
                cwd=ROOT, capture_output=True, text=True, timeout=300)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertIn("train: R@1 1.000", ran.stdout)
            from training.family.weights import read_weights
            name, head = checkpoint.load(read_weights(Path(folder) / "run" / "checkpoint.pth"), heads=2)
        self.assertEqual(name, "seqTransf")
        self.assertGreater(len(graph_of(head, 16)), 1000)


if __name__ == "__main__":
    unittest.main()
