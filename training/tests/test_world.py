import os
import tempfile
import unittest

import numpy as np

from training.world import attributes as at
from training.world.clip import make_clip
from training.world.facts import draw_facts
from training.world.lexicon import WORDS
from training.world.media import write
from training.frontends.media import read_frames, read_sound


class WorldTests(unittest.TestCase):
    def test_clip_same_seed_same_bytes(self):
        first, second = make_clip("test", 3, 1), make_clip("test", 3, 1)
        self.assertEqual(first.entry("a"), second.entry("a"))
        np.testing.assert_array_equal(first.frames(2.0), second.frames(2.0))
        np.testing.assert_array_equal(first.waveform(), second.waveform())

    def test_facts_version_1_frozen(self):
        facts = draw_facts("test", 1, 0)
        self.assertEqual(FROZEN, (*vars(facts.actors[0]).values(), *vars(facts.actors[1]).values(), facts.backdrop, facts.voice, facts.ambience))

    def test_splits_share_no_clip(self):
        train = {draw_facts("train", seed, index) for seed in range(3) for index in range(50)}
        test = {draw_facts("test", seed, index) for seed in range(3) for index in range(50)}
        self.assertFalse({str(facts.by_modality()) for facts in train} & {str(facts.by_modality()) for facts in test})

    def test_training_only_seen_combinations(self):
        actors = [actor for index in range(200) for actor in draw_facts("train", 9, index).actors]
        self.assertTrue(all(at.is_seen(actor.colour, actor.shape, actor.action) for actor in actors))

    def test_test_split_third_of_combinations_unseen(self):
        actors = {(a.colour, a.shape, a.action) for index in range(500) for a in draw_facts("test", 9, index).actors}
        self.assertGreaterEqual(np.mean([not at.is_seen(*actor) for actor in actors]), 0.3)

    def test_rendering_two_same_facts_other_signal(self):
        first, second = make_clip("test", 4, 2), make_clip("test", 4, 2, rendering=2)
        self.assertEqual(first.facts, second.facts)
        self.assertNotEqual(first.texts()[0][0], second.texts()[0][0])
        self.assertGreater(np.abs(first.frames(1.0).astype(int) - second.frames(1.0).astype(int)).mean(), 3)

    def test_captions_avoid_held_out_words(self):
        held_out = {words[-1] for kind in ("colour", "shape", "size") for words in WORDS[kind].values()}
        for index in range(100):
            for text, _ in make_clip("train", 2, index).texts():
                self.assertFalse(held_out & set(text.lower().replace(";", " ").replace(".", "").split()), text)

    def test_clip_file_has_both_streams(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.mp4")
            write(make_clip("test", 1, 0), "clip", path)
            self.assertLess(os.path.getsize(path), 200_000)
            self.assertEqual(read_frames(path, 6.0, 48, 48).shape[1:], (48, 48, 3))
            self.assertAlmostEqual(len(read_sound(path)) / at.SAMPLE_RATE, at.SECONDS, delta=0.1)


FROZEN = ("white", "star", "big", "blink", "slow", "red", "disc", "big", "shake", "quick", "stripes", "flute", "rain")

if __name__ == "__main__":
    unittest.main()
