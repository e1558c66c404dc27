import json
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.train import log

try:
    import torch

    from training.convert.__main__ import read_config
    from training.family import unpickle, weights
    from training.finetune.features import FeatureError, Features
except ImportError:
    torch = None

ROWS = 8
CONFIG = {"video_embed_dim": 6, "text_embed_dim": 5, "embed_dim": 16, "depth": 1, "num_heads": 2, "projection_dim": 16,
          "davenet": {"feat_dim": 10, "layers": [1, 1, 1, 1], "layer_widths": [4, 4, 4, 4, 6], "convsize": 3}}


def _features(seed: int, **more: np.ndarray) -> dict:
    random = np.random.default_rng(seed)
    shapes = {"text": (ROWS, 2, 4, 5), "video": (ROWS, 3, 6), "audio": (ROWS, 10, 64)}
    found = {name: random.standard_normal(shape).astype(np.float16) for name, shape in shapes.items()}
    found["video_mask"] = np.ones((ROWS, 3))
    found["video_mask"][0] = 0  # A sample without a picture.
    return {**found, **more}


@unittest.skipIf(torch is None, "PyTorch is not here")
class FinetuneTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.config = self.folder / "model.json"
        self.config.write_text(json.dumps({"config": CONFIG}))
        self.features = self.folder / "features.npz"
        np.savez(self.features, **_features(1))

    def _command(self, out: str, *more: str) -> list:
        return [sys.executable, "-m", "training.finetune", "--features", str(self.features), "--config", str(self.config), "--out", str(self.folder / out),
                "--batch", str(ROWS), "--threads", "1", *more]

    def _run(self, out: str, *more: str) -> subprocess.CompletedProcess:
        return subprocess.run(self._command(out, *more), capture_output=True, text=True)

    def _state(self, out: str) -> dict:
        return weights.read_weights(self.folder / out / "checkpoint.pth")

    def test_new_weights_learn_their_samples_and_the_checkpoint_is_one_of_the_family(self):
        ended = self._run("run", "--steps", "120", "--rate", "0.01", "--test", str(self.features))
        self.assertEqual(0, ended.returncode, ended.stderr)
        entries = log.read(str(self.folder / "run"))
        self.assertEqual({"t>v", "t>a", "v>a", "t>va", "v>ta", "a>tv"}, set(entries[-1]["probe"]))
        self.assertLess(entries[-2]["loss"], entries[0]["loss"])
        self.assertGreaterEqual(entries[-1]["probe"]["t>v"], 6 / 7)
        model, unused = weights.build(read_config(self.folder / "run" / "case.json"), self._state("run"))
        self.assertEqual([], unused)
        self.assertEqual(CONFIG["embed_dim"], model.config.embed_dim)

    def test_run_that_is_killed_goes_on_to_the_same_weights(self):
        options = ("--steps", "40", "--save-every", "2")
        self.assertEqual(0, self._run("whole", *options).returncode)
        with subprocess.Popen(self._command("killed", *options), stderr=subprocess.PIPE, text=True) as run:
            while run.poll() is None and not (self.folder / "killed" / "checkpoint.pth").exists():
                pass
            run.kill()
            self.assertEqual(-signal.SIGKILL, run.wait(), "it had ended before")
        self.assertLess(unpickle.read(self.folder / "killed" / "checkpoint.pth")["step"], 40)
        self.assertEqual(0, self._run("killed", *options).returncode)
        whole, killed = self._state("whole"), self._state("killed")
        for key in whole:
            np.testing.assert_array_equal(whole[key], killed[key], key)

    def test_fine_tuning_begins_with_the_given_weights(self):
        self.assertEqual(0, self._run("first", "--steps", "4", "--rate", "0.01").returncode)
        given = self.folder / "first" / "checkpoint.pth"
        self.assertEqual(0, self._run("tuned", "--steps", "1", "--rate", "1e-9", "--weights", str(given)).returncode)
        first, tuned = self._state("first"), self._state("tuned")
        np.testing.assert_allclose(first["text_proj.fc.weight"], tuned["text_proj.fc.weight"], atol=1e-7)

    def test_a_fourth_modality_is_compared_three_at_a_time(self):
        self.config.write_text(json.dumps({"config": {**CONFIG, "extra_modalities": [["faces", 7]]}}))
        np.savez(self.features, **_features(2, faces=np.random.default_rng(3).standard_normal((ROWS, 2, 7)).astype(np.float32)))
        ended = self._run("four", "--steps", "40", "--rate", "0.01", "--kept", "3")
        self.assertEqual(0, ended.returncode, ended.stderr)
        terms = [set("".join(entry["terms"])) - {"_"} for entry in log.read(str(self.folder / "four")) if "terms" in entry]
        self.assertTrue(all(len(letters) == 3 for letters in terms), terms)

    def test_what_does_not_fit_is_refused_by_name_and_shape(self):
        config = read_config(self.config)
        good = _features(1)
        for what, arrays, told in (
                ("width", {**good, "video": good["video"][..., :5]}, r"video .* shape \[8, 3, 5\]; .* \[8, N, 6\]"),
                ("rows", {**good, "audio": good["audio"][:4]}, r"audio .* \[4, 10, 64\]"),
                ("mask", {**good, "video_mask": np.ones((8, 4))}, r"video_mask .* \[8, 4\]; it must have \[8, 3\]"),
                ("not finite", {**good, "audio": np.where(np.arange(64) == 5, np.nan, good["audio"])}, "audio .* not finite, the first in row 0"),
                ("unknown", {**good, "smell": np.zeros((8, 2))}, "smell"),
                ("one modality", {"text": good["text"]}, "at least two")):
            with self.subTest(what):
                np.savez(self.features, **arrays)
                with self.assertRaisesRegex(FeatureError, told):
                    Features(self.features, config)

    def test_pairs_that_are_none_are_refused(self):
        ended = self._run("run", "--steps", "1", "--pairs", "tx=1")
        self.assertEqual(1, ended.returncode)
        self.assertIn("--pairs names tx; there are tv, ta, t_va", ended.stderr)
