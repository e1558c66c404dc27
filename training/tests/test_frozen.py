import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from training.frozen import media

try:
    import onnx
    import torch

    from training.frozen import concepts
    from training.frozen.__main__ import interval, ranks
    from training.frozen.model import ResidualFamily, config_of
    from training.frozen.words import Words
except ImportError:
    torch = None

ITEMS = 12
MINILM = Path("tests/Data/hub/minilm")


def _tokens(seed: int = 1) -> dict:
    random = np.random.default_rng(seed)
    found = {"names": np.array([f"item {row}" for row in range(ITEMS)])}
    for name, count, width in (("text", 4, 6), ("video", 1, 8), ("sound", 3, 7)):
        found[name] = random.standard_normal((ITEMS, 2, count, width) if name == "text" else (ITEMS, count, width)).astype(np.float32)
        found[f"{name}_mask"] = np.ones(found[name].shape[:-1], np.float32)
        found[f"{name}_concept"] = random.standard_normal((ITEMS, 2, 6) if name == "text" else (ITEMS, 6)).astype(np.float32)
    found["sound_mask"][0], found["sound_concept"][0] = 0, 0  # An item without sound.
    return found


class MediaTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_a_folder_has_pictures_and_sounds_by_their_captions(self):
        for name in ("a/cow.png", "a/cow.ogg", "a/cow_desc.txt", "symbols/one.png", "symbols/one.txt", "lonely.png"):
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text("x")
        (self.folder / "a/cow.txt").write_text("A cow.\nde.utf8=Eine Kuh.\n")

        items = media.read(self.folder)

        self.assertEqual([("a/cow", ["A cow."])], [(item.name, item.captions) for item in items])
        self.assertEqual("cow.ogg", items[0].sound.name)

    def test_a_manifest_is_read_and_a_wrong_line_is_named(self):
        path = self.folder / "m.jsonl"
        path.write_text('{"picture": "a.jpg", "captions": ["a", "b"]}\n\n{"sound": "b.wav", "captions": ["c"]}\n')
        self.assertEqual(["a.jpg", "b.wav"], [item.name for item in media.read(path)])
        path.write_text('{"picture": "a.jpg"}\n')
        with self.assertRaisesRegex(media.MediaProblem, "line 1"):
            media.read(path)

    def test_nothing_with_a_caption_is_refused(self):
        with self.assertRaisesRegex(media.MediaProblem, "cow.txt"):
            media.read(self.folder)


@unittest.skipIf(torch is None, "PyTorch is not here")
class FrozenTests(unittest.TestCase):
    def test_concepts_are_means_of_the_most_probable_labels(self):
        labels = np.eye(3, dtype=np.float32)
        np.testing.assert_allclose([0.8, 0.6, 0], concepts.mean(np.array([0.4, 0.3, 0.2]), labels, top=2), atol=1e-6)
        np.testing.assert_allclose([0.5, 0.5], concepts.softmax(np.array([3.0, 3.0])))

    def test_words_are_vectors_of_pieces_and_a_direction(self):
        words = Words(MINILM)
        (tokens, whole), (alone, same) = words.embed_all(["A cow, a long text of some more words", "cow"])
        self.assertGreater(len(tokens), len(alone))
        self.assertAlmostEqual(1, float(np.linalg.norm(whole)), 5)
        np.testing.assert_allclose(same, words.embed("COW")[1], atol=1e-5)

    def test_without_gain_the_model_is_conse(self):
        arrays = _tokens()
        batch = {name: torch.from_numpy(values[:, 0] if name.startswith("text") else values) for name, values in arrays.items() if name != "names"}
        model = ResidualFamily(config_of(6, 8, 7, size=16), gain=0.0).eval()
        with torch.no_grad():
            learnt, plain = model(batch, ["t", "v", "vs"]), model(batch, ["t", "v", "vs"], corrected=False)
        for name in ("text_embed", "video_embed", "vs_embed"):
            torch.testing.assert_close(learnt[name], plain[name])

    def test_ranks_share_ties_and_intervals_hold_the_mean(self):
        output = {"text_embed": torch.eye(3), "video_embed": torch.tensor([[1.0, 0, 0], [1, 0, 0], [0, 0, 1]])}
        np.testing.assert_allclose([1.5, 2, 1], ranks(output, "tv", {"t": "text", "v": "video"}))
        low, high = interval(np.array([0.0, 1.0] * 20))
        self.assertTrue(low < 0.5 < high)

    def test_a_run_compares_with_conse_in_every_direction(self):
        with tempfile.TemporaryDirectory() as folder:
            np.savez(Path(folder) / "tokens.npz", **_tokens())
            command = [sys.executable, "-m", "training.frozen", "--tokens", f"{folder}/tokens.npz", "--folds", "2", "--steps", "3", "--size", "16", "--seeds", "1"]
            ended = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(0, ended.returncode, ended.stderr)
        report = json.loads(ended.stdout)
        self.assertEqual(["t->v", "v->t", "t->s", "s->t", "v->s", "s->v", "t->vs", "vs->t"], list(report["directions"]))
        self.assertEqual((12, 11), (report["directions"]["t->v"]["queries"], report["directions"]["t->s"]["queries"]))
        self.assertIn("ci95", report["directions"]["t->v"]["difference"]["r1"])

    def test_what_cannot_be_read_is_told(self):
        ended = subprocess.run([sys.executable, "-m", "training.frozen", "--tokens", "nowhere.npz"], capture_output=True, text=True)
        self.assertEqual(1, ended.returncode)
        self.assertIn("training.frozen.tokens", ended.stderr)


if __name__ == "__main__":
    unittest.main()
