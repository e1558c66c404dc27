import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.train import log
from training.world.captions import captions
from training.world.clip import make_clip
from training.world.narration import narration

try:
    import torch

    from training.family.unpickle import CheckpointError
    from training.train import checkpoint
except ImportError:
    torch = None

CLIPS = 12


def _write_cache(folder: str) -> None:
    """A cache of noise with true texts: what is learnt does not matter here."""
    random = np.random.default_rng(1)
    np.save(os.path.join(folder, "0000.frames.npy"), random.integers(0, 256, (CLIPS, 48, 48, 48, 3)).astype(np.uint8))
    np.save(os.path.join(folder, "0000.mel.npy"), random.uniform(-80, 0, (CLIPS, 40, 776)).astype(np.float16))
    facts = [make_clip("train", 0, index).facts for index in range(CLIPS)]
    texts = [{"captions": [text for text, _ in captions(item, 1)], "narrations": [narration(item, 1)]} for item in facts]
    Path(folder, "0000.json").write_text(json.dumps({"texts": texts}))


def _command(cache: str, out: str, *more: str) -> list:
    return [sys.executable, "-m", "training.train", "--cache", cache, "--out", out, "--steps", "6", "--batch", "4", "--save-every", "2",
            "--probe-every", "6", "--probe-clips", "4", "--float32", *more]


@unittest.skipIf(torch is None, "PyTorch is not here")
class TrainingTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls._folder.cleanup)
        cls.cache, cls.whole = os.path.join(cls._folder.name, "cache"), os.path.join(cls._folder.name, "whole")
        os.makedirs(cls.cache)
        _write_cache(cls.cache)
        subprocess.run(_command(cls.cache, cls.whole), check=True, stderr=subprocess.DEVNULL)

    def test_run_that_is_killed_goes_on_to_the_same_weights(self):
        out = os.path.join(self._folder.name, "killed")
        with subprocess.Popen(_command(self.cache, out), stderr=subprocess.PIPE, text=True) as run:
            while run.poll() is None and not os.path.exists(os.path.join(out, "checkpoint.pt")):
                pass
            run.kill()
            self.assertEqual(-signal.SIGKILL, run.wait(), "it had ended before")
        subprocess.run(_command(self.cache, out), check=True, stderr=subprocess.DEVNULL)
        left, right = (checkpoint.load(os.path.join(folder, "checkpoint.pt")) for folder in (self.whole, out))
        self.assertEqual(6, right[2]["step"])
        for name, weight in left[0].state_dict().items():
            torch.testing.assert_close(right[0].state_dict()[name], weight, rtol=0, atol=0)
        steps = [entry["step"] for entry in log.read(out) if "loss" in entry]
        self.assertEqual(sorted(set(steps)), steps)

    def test_log_and_curves_are_written(self):
        entries = log.read(self.whole)
        self.assertEqual({"step", "loss", "terms", "rate", "clips_per_s"}, set(entries[0]))
        self.assertLessEqual({"t>va", "still>va"}, set(entries[-1]["probe"]))
        try:
            import matplotlib  # noqa: F401
        except ImportError:
            self.skipTest("matplotlib is not here")
        self.assertEqual(b"\x89PNG", Path(self.whole, log.CURVES).read_bytes()[:4])

    def test_fine_tuning_begins_with_the_given_weights(self):
        out = os.path.join(self._folder.name, "tuned")
        source = os.path.join(self.whole, "checkpoint.pt")
        subprocess.run(_command(self.cache, out, "--from", source, "--rate", "0"), check=True, stderr=subprocess.DEVNULL)
        given, tuned = checkpoint.load(source)[0].state_dict(), checkpoint.load(os.path.join(out, "checkpoint.pt"))[0].state_dict()
        for name, weight in given.items():
            if "running" not in name and "num_batches" not in name:
                torch.testing.assert_close(tuned[name], weight, rtol=0, atol=0)

    def test_what_is_no_checkpoint_is_refused(self):
        path = os.path.join(self._folder.name, "other.pt")
        torch.save({"config": {}, "weights": torch.zeros(1)}, path)
        with self.assertRaisesRegex(CheckpointError, "lacks vocabulary, step, model"):
            checkpoint.load(path)
        ended = subprocess.run(_command(self.cache, os.path.join(self._folder.name, "none"), "--from", path), stderr=subprocess.PIPE, text=True)
        self.assertEqual(1, ended.returncode)
        self.assertIn("lacks vocabulary", ended.stderr)

    def test_checkpoint_of_another_model_is_refused(self):
        path = os.path.join(self._folder.name, "former.pt")
        torch.save({"config": {"dropout": 0.1, "text": {"wings": 2}, "video": {}, "audio": {}, "family": {}}, "vocabulary": [], "step": 1, "model": {}}, path)
        with self.assertRaisesRegex(CheckpointError, "another model.*wings"):
            checkpoint.load(path)

    def test_pair_that_is_none_is_refused_by_name(self):
        ended = subprocess.run(_command(self.cache, "unused", "--weights", "tx=1"), stderr=subprocess.PIPE, text=True)
        self.assertEqual(2, ended.returncode)
        self.assertIn("'tx' is no pair", ended.stderr)


class LogTests(unittest.TestCase):
    def test_lines_beyond_the_step_that_a_run_goes_on_from_are_dropped(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, log.LOG).write_text('{"step": 20, "loss": 1}\n{"step": 40, "loss": 2}\n{"step": 60, "lo')
            again = log.RunLog(folder, 20)
            again.write(step=40, loss=3)
            again.close()
            self.assertEqual([{"step": 20, "loss": 1}, {"step": 40, "loss": 3}], log.read(folder))


if __name__ == "__main__":
    unittest.main()
