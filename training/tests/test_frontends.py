import os
import unittest
import wave

import numpy as np

from training.frontends.mel import log_mel
from training.frontends.media import grouped
from training.frontends.text import HashedNgrams, fnv1a, words_of

_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_GOLDEN = (os.path.join(_ROOT, "tests", "Data", "golden", "audio"), os.path.join(_ROOT, "..", "shared", "golden", "audio"))


def _tokenizer(max_words: int = 48) -> HashedNgrams:
    return HashedNgrams(["red", "star"], 64, 3, 5, max_words, 24)


class MelTests(unittest.TestCase):
    def _compare(self, name: str) -> None:
        folder = next((item for item in _GOLDEN if os.path.exists(os.path.join(item, name + ".wav"))), None)
        if folder is None:
            self.skipTest(f"golden {name}.wav is not here")
        with wave.open(os.path.join(folder, name + ".wav")) as file:
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768.0
        expected = np.load(os.path.join(folder, name + ".logmel40.npy"))
        np.testing.assert_allclose(log_mel(sound), expected, atol=1e-3)

    def test_synthetic_equals_golden(self):
        self._compare("synthetic")

    def test_speech_equals_golden(self):
        self._compare("speech")

    def test_crunching_equals_golden(self):
        self._compare("crunching")

    def test_silence_is_all_maximum(self):
        self.assertEqual(0, np.abs(log_mel(np.zeros(1600))).max())


class TextTests(unittest.TestCase):
    def test_words_split_at_punctuation_and_lose_apostrophes(self):
        self.assertEqual(["they", "dont", "stop", "x2"], words_of("They DON'T stop: x\u00b2"))

    def test_words_lower_case_ignores_neighbours(self):
        self.assertEqual(["\u03b4\u03b9\u03c3\u03ba\u03bf\u03c3"], words_of("\u0394\u0399\u03a3\u039a\u039f\u03a3"))

    def test_hash_is_fnv1a(self):
        self.assertEqual(0xE40C292C, fnv1a(b"a"))

    def test_known_word_starts_with_its_own_id(self):
        ids, unknown = _tokenizer().encode("red thing")
        self.assertEqual(65, ids[0, 0])
        self.assertEqual(["thing"], unknown)
        self.assertTrue((ids[1] <= 64).all() and ids[1, 0] > 0)

    def test_word_grams_in_order(self):
        grams = ["<re", "red", "ed>", "<red", "red>", "<red>"]
        self.assertEqual([65] + [1 + fnv1a(gram.encode()) % 64 for gram in grams], _tokenizer().word_ids("red"))

    def test_words_beyond_the_limit_are_cut(self):
        self.assertEqual(3, len(_tokenizer(3).encode("a b c d e")[0]))


class FrameTests(unittest.TestCase):
    def test_grouped_repeats_the_last_frame(self):
        frames = np.arange(5, dtype=np.uint8).reshape(5, 1, 1, 1)
        self.assertEqual([0, 1, 2, 3, 4, 4, 4, 4], grouped(frames, 4).ravel().tolist())


if __name__ == "__main__":
    unittest.main()
