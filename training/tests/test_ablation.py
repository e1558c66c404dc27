import unittest

import numpy as np

try:
    import torch

    from training.ablation.run import Protocol, measure, train
    from training.ablation.variants import VARIANTS
    from training.attention import attention_by_modality
    from training.family.layers import Attention
    from training.attention import attention_weights
except ImportError:
    torch = None

CLIPS = 24


def _features(seed: int) -> dict:
    random = np.random.default_rng(seed)
    found = {"text": random.standard_normal((CLIPS, 2, 24, 128)), "video": random.standard_normal((CLIPS, 8, 384)),
             "audio": random.standard_normal((CLIPS, 16, 192))}
    return {key: value.astype(np.float16) for key, value in {
        **found, **{f"{name}_mask": np.ones(value.shape[:-1]) for name, value in found.items()}}.items()}


def _first_caption(features: dict) -> dict:
    return {**features, "text": features["text"][:, 0], "text_mask": features["text_mask"][:, 0]}


@unittest.skipIf(torch is None, "PyTorch is not here")
class AblationTests(unittest.TestCase):
    def test_every_variant_trains_and_is_measured_in_the_directions_that_it_has(self):
        features = _features(1)
        for name, variant in VARIANTS.items():
            with self.subTest(name):
                model = train(variant, features, 1, Protocol(steps=2, batch=8))
                figures = measure(variant, model, _first_caption(features))
                self.assertEqual(variant.fuses, "t>va" in figures)
                self.assertTrue(0 <= figures["t>v+a"]["r1"] <= 1)

    def test_training_learns_its_clips(self):
        features = _features(2)
        figures = measure(VARIANTS["fusion, combinatorial"], train(VARIANTS["fusion, combinatorial"], features, 1, Protocol(steps=60, batch=CLIPS)),
                          _first_caption(features))
        self.assertGreater(figures["t>va"]["r1"], 0.5)

    def test_seed_decides_the_run(self):
        features, variant = _features(3), VARIANTS["no transformer"]
        first, again, other = (train(variant, features, seed, Protocol(steps=2, batch=8)).state_dict()["text_proj.fc.weight"] for seed in (1, 1, 2))
        self.assertTrue(torch.equal(first, again))
        self.assertFalse(torch.equal(first, other))

    def test_attention_weights_are_those_that_the_block_uses(self):
        torch.manual_seed(0)
        attention, x, mask = Attention(16, 4), torch.randn(2, 5, 16), torch.tensor([[1.0] * 5, [1, 1, 1, 0, 0]])
        weights = attention_weights(attention, x, mask)
        value = attention.qkv(x).reshape(2, 5, 3, 4, 4).permute(2, 0, 3, 1, 4)[2]
        torch.testing.assert_close(attention.proj((weights @ value).transpose(1, 2).reshape(2, 5, 16)), attention(x, mask))
        self.assertEqual(0, float(weights[1, :, :, 3:].abs().max()))

    def test_shares_of_attention_add_up_to_one(self):
        from training.family.tokens import Tokens
        model = train(VARIANTS["fusion, combinatorial"], _features(4), 1, Protocol(steps=1, batch=8))
        tokens = {letter: Tokens(torch.randn(2, count, 128), torch.ones(2, count), torch.ones(2, dtype=torch.bool)) for letter, count in zip("tva", (3, 4, 5))}
        np.testing.assert_allclose(attention_by_modality(model, tokens).sum(2), 1, atol=1e-5)


if __name__ == "__main__":
    unittest.main()
