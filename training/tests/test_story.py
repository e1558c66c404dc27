"""Long videos of the world."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

from training.world.story import make_story


class StoryTests(unittest.TestCase):
    def test_hero_is_in_every_clip_and_nothing_else_looks_like_it(self) -> None:
        for index in range(20):
            story = make_story("test", 5, index, 6)
            hero = story.chapters[0].facts.actors[0]
            for clip in story.chapters:
                first, other = clip.facts.actors
                self.assertEqual((hero.colour, hero.shape), (first.colour, first.shape))
                self.assertNotEqual(hero.colour, other.colour)
                self.assertNotEqual(hero.shape, other.shape)

    def test_caption_tells_every_clip_within_the_words_that_the_model_takes(self) -> None:
        for index in range(20):
            caption = make_story("test", 5, index, 8).caption()
            self.assertEqual(7, caption.count(","))
            self.assertLessEqual(len(caption.split()), 48)

    def test_same_seed_gives_the_same_and_others_differ(self) -> None:
        self.assertEqual(make_story("test", 5, 1, 4).caption(), make_story("test", 5, 1, 4).caption())
        self.assertNotEqual(make_story("test", 5, 1, 4).caption(), make_story("test", 5, 2, 4).caption())
        self.assertNotEqual(make_story("test", 5, 1, 4).caption(), make_story("test", 6, 1, 4).caption())

    def test_command_writes_videos_of_the_stated_length(self) -> None:
        with tempfile.TemporaryDirectory() as out:
            subprocess.run([sys.executable, "-m", "training.world.long", "--seed", "5", "--count", "1", "--clips", "2", "--out", out], check=True)
            with open(os.path.join(out, "manifest.jsonl"), encoding="utf-8") as manifest:
                entry = json.loads(manifest.readline())
            probe = subprocess.run(
                ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", os.path.join(out, entry["file"])],
                check=True, capture_output=True, text=True)
            self.assertEqual(15.5, entry["seconds"])
            self.assertAlmostEqual(15.5, float(probe.stdout), delta=0.2)
            self.assertEqual([0, 7.75], [chapter["start"] for chapter in entry["chapters"]])

    def test_command_refuses_what_makes_no_sense(self) -> None:
        refused = subprocess.run(
            [sys.executable, "-m", "training.world.long", "--seed", "5", "--count", "1", "--clips", "0", "--out", "none"], capture_output=True, text=True)
        self.assertEqual(2, refused.returncode)
        self.assertIn("--clips", refused.stderr)


if __name__ == "__main__":
    unittest.main()
