import unittest

try:
    import torch
    from torch.nn import functional as F

    from training.data.runs import CHANGE_STEP, describe
    from training.evaluation.inputs import normalised_frames
    from training.family.config import DavenetConfig, FamilyConfig
    from training.family.loss import PAIRS, combinatorial, norm_softmax
    from training.family.tokens import Tokens
    from training.model.config import ModelConfig, TextConfig, VideoConfig
    from training.model.triad import TriadModel
except ImportError:
    torch = None

import numpy as np


@unittest.skipIf(torch is None, "PyTorch is not here")
class ModelTests(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        davenet = DavenetConfig(layers=(1,) * 6, layer_widths=(4, 4, 4, 8, 8, 8, 16))
        family = FamilyConfig(video_embed_dim=96, text_embed_dim=16, embed_dim=32, num_heads=4, projection_dim=16, davenet=davenet)
        config = ModelConfig(text=TextConfig(buckets=50, max_grams=6, width=16), video=VideoConfig(side=24, width=8), family=family)
        self.model = TriadModel(config).eval()
        self.ids = torch.randint(1, 50, (3, 5, 6))
        self.frames = torch.randn(3, 16, 3, 24, 24)
        self.mel = torch.randn(3, 40, 128)

    def test_embedding_is_normalised_for_every_mask(self):
        tokens = self.model.tokens(self.ids, self.frames, self.mel)
        for mask in ("t", "v", "a", "tv", "ta", "va", "tva"):
            vectors = self.model.embed(tokens, mask)
            self.assertEqual((3, 16), tuple(vectors.shape))
            torch.testing.assert_close(vectors.norm(dim=1), torch.ones(3))

    def test_padded_text_equals_single(self):
        padded = torch.zeros(3, 9, 6, dtype=torch.int64)
        padded[:, :5] = self.ids
        left = self.model.embed(self.model.tokens(ids=self.ids), "t")
        right = self.model.embed(self.model.tokens(ids=padded), "t")
        self.assertLess(float((left - right).abs().max().detach()), 1e-5)

    def test_order_of_tokens_does_not_matter(self):
        tokens = self.model.tokens(self.ids, self.frames, self.mel)
        turned = {name: Tokens(part.values.flip(1), part.mask.flip(1), part.present) for name, part in tokens.items()}
        left, right = self.model.embed(tokens, "tva"), self.model.embed(turned, "tva")
        self.assertLess(float((left - right).abs().max().detach()), 1e-5)

    def test_backbones_that_do_not_fit_the_family_are_refused(self):
        with self.assertRaisesRegex(ValueError, "text.width is 20, and the family takes 128"):
            ModelConfig(text=TextConfig(width=20))

    def test_still_run_shows_no_motion(self):
        still = self.frames[:, :1].repeat(1, 8, 1, 1, 1)
        _, changes = self.model.frames.describe(still)
        self.assertLess(float(changes.abs().max()), 1e-6)

    def test_cached_runs_equal_described_frames(self):
        frames = np.random.default_rng(1).integers(0, 256, (2, 13, 24, 24, 3)).astype(np.uint8)
        video = self.model.config.video
        batch = torch.cat([normalised_frames(item, video) for item in frames])
        colours, changes = self.model.frames.describe(batch)
        cached_colours, cached_changes = describe(frames, video)
        mean, std = np.reshape(video.mean, (3, 1, 1)), np.reshape(video.std, (3, 1, 1))
        np.testing.assert_allclose((cached_colours.reshape(-1, 3, 24, 24) / 255 - mean) / std, colours.numpy(), atol=0.01)
        np.testing.assert_allclose(cached_changes.reshape(-1, 8, 12, 12) * CHANGE_STEP, changes.numpy(), atol=0.021)


@unittest.skipIf(torch is None, "PyTorch is not here")
class LossTests(unittest.TestCase):
    def _rows(self, seed):
        return F.normalize(torch.randn(6, 8, generator=torch.Generator().manual_seed(seed)), dim=1)

    def _output(self) -> dict:
        output = {f"{name}_embed": self._rows(i) for i, name in enumerate(("text", "video", "audio", "va", "ta", "tv"))}
        return {**output, **{f"{name}_nonempty_input_mask": torch.ones(6, dtype=torch.bool) for name in ("text", "video", "audio")}}

    def test_norm_softmax_equals_definition(self):
        left, right = self._rows(1).numpy(), self._rows(2).numpy()
        logits = left @ right.T / 0.05
        expected = np.mean(np.log(np.exp(logits).sum(1)) - np.diag(logits)) + np.mean(np.log(np.exp(logits).sum(0)) - np.diag(logits))
        self.assertAlmostEqual(float(expected), float(norm_softmax(torch.from_numpy(left @ right.T))), places=4)

    def test_combinatorial_is_the_weighted_mean_of_six(self):
        weights = {pair: 1.0 + i for i, pair in enumerate(PAIRS)}
        total, terms = combinatorial(self._output(), weights)
        self.assertEqual(6, len(terms))
        expected = sum(weights[pair] * terms[pair] for pair in PAIRS) / sum(weights.values())
        self.assertAlmostEqual(expected, float(total), places=5)

    def test_combinatorial_only_over_samples_that_have_the_modalities(self):
        output = self._output()
        output["audio_nonempty_input_mask"][4:] = False
        _, terms = combinatorial(output)
        expected = norm_softmax(output["video_embed"][:4] @ output["audio_embed"][:4].T)
        self.assertAlmostEqual(float(expected), terms["va"], places=5)


if __name__ == "__main__":
    unittest.main()
