import json
import pickle
import unittest
import zipfile
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

try:
    import torch
    from torch.nn import functional as F

    from training.family import loss, weights
    from training.family.config import ConfigError, DavenetConfig, FamilyConfig
    from training.family.model import FamilyModel
    from training.family.unpickle import CheckpointError
except ImportError:
    torch = None

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "Data" / "golden" / "eao"
CASES = sorted(path.name for path in GOLDEN.iterdir())
TOLERANCE = 1e-4


def _case(name: str) -> dict:
    return json.loads((GOLDEN / name / "case.json").read_text())


def _arrays(name: str, part: str) -> dict:
    with np.load(GOLDEN / name / f"{part}.npz") as arrays:
        return {key: arrays[key] for key in arrays.files}


class _Touch:
    """Pickles to a call that leaves a file, were it ever made."""

    def __init__(self, path: str):
        self.path = path

    def __reduce__(self):
        return (open, (self.path, "w"))


@unittest.skipIf(torch is None, "PyTorch is not here")
class FamilyTests(unittest.TestCase):
    def _model(self, name: str):
        return weights.build(FamilyConfig.from_case(_case(name)), weights.read_weights(GOLDEN / name / "weights.npz"))

    def _output(self, name: str) -> dict:
        inputs = {key: torch.from_numpy(value) for key, value in _arrays(name, "inputs").items()}
        with torch.no_grad():
            return self._model(name)[0](inputs)

    def test_every_output_of_every_case_is_the_authors(self):
        for name in CASES:
            output = self._output(name)
            for key, wanted in _arrays(name, "outputs").items():
                with self.subTest(case=name, key=key):
                    if key.endswith("_mask"):
                        np.testing.assert_array_equal(wanted, output[key].numpy())
                        continue
                    found = F.normalize(output[key], dim=1).numpy()
                    self.assertLess(np.abs(found - wanted / np.linalg.norm(wanted, axis=1, keepdims=True)).max(), TOLERANCE)

    def test_every_loss_term_is_the_authors(self):
        for name in CASES:
            case, output = _case(name), self._output(name)
            for suffix, contrast in (("", loss.norm_softmax), ("_mms", loss.mms)):
                if f"loss_terms{suffix}" not in case:
                    continue
                total, terms = loss.combinatorial(output, contrast=contrast)
                with self.subTest(case=name, loss=suffix):
                    self.assertEqual(set(case[f"loss_terms{suffix}"]) - {"Retrieval"}, set(terms))
                    self.assertAlmostEqual(case[f"combinatorial_loss{suffix}"], float(total), delta=TOLERANCE)
                    for pair, term in terms.items():
                        self.assertAlmostEqual(case[f"loss_terms{suffix}"][pair], term, delta=TOLERANCE)

    def test_keys_that_no_model_uses_are_listed(self):
        _, unused = self._model("gated_individual")
        self.assertIn("fusion.norm.weight", unused)
        self.assertIn("davenet.batchnorm1.running_mean", unused)

    def test_checkpoint_of_pytorch_reads_as_the_same_weights(self):
        arrays = _arrays("minimal_shared", "weights")
        state = {f"module.{key}": torch.from_numpy(value) for key, value in arrays.items()}
        with TemporaryDirectory() as folder:
            path = Path(folder) / "model.pth"
            torch.save({"epoch": 3, "state_dict": state, "config": {"arch": {"type": "x"}}, "monitor_best": 0.5}, path)
            read = weights.read_weights(path)
        self.assertEqual(set(arrays), set(read))
        for key, value in arrays.items():
            np.testing.assert_array_equal(value, read[key])

    def test_tensors_that_share_a_storage_or_are_turned_read_right(self):
        whole = torch.arange(24, dtype=torch.float32).reshape(4, 6)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "views.pth"
            torch.save({"turned": whole.T, "part": whole[1:3, 2:], "empty": whole[:0], "one": torch.tensor(7)}, path)
            read = weights.read_weights(path)
        np.testing.assert_array_equal(whole.numpy().T, read["turned"])
        np.testing.assert_array_equal(whole.numpy()[1:3, 2:], read["part"])
        self.assertEqual((0, 6), read["empty"].shape)
        self.assertEqual(7, int(read["one"]))

    def test_pickle_that_would_run_code_is_refused_and_runs_nothing(self):
        with TemporaryDirectory() as folder:
            path, mark = Path(folder) / "hostile.pth", Path(folder) / "mark"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("archive/data.pkl", pickle.dumps({"state_dict": _Touch(str(mark))}, protocol=2))
            with self.assertRaisesRegex(CheckpointError, "open"):
                weights.read_weights(path)
            self.assertFalse(mark.exists())

    def test_legacy_file_is_refused_with_the_remedy(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "legacy.pth"
            torch.save({"a": torch.zeros(2)}, path, _use_new_zipfile_serialization=False)
            with self.assertRaisesRegex(CheckpointError, "current PyTorch"):
                weights.read_weights(path)

    def test_weights_that_do_not_fit_are_refused_by_key_and_shape(self):
        arrays = _arrays("gated_individual", "weights")
        changes = {
            "is missing": lambda w: w.pop("video_proj.fc.weight"),
            r"has the shape \(3,\), not \(64,\)": lambda w: w.update({"text_norm_layer.weight": np.zeros(3, np.float32)}),
            "stranger of shape": lambda w: w.update(stranger=np.zeros(1, np.float32)),
            "not finite": lambda w: w.update({"text_norm_layer.bias": np.full(64, np.nan, np.float32)}),
        }
        for words, change in changes.items():
            broken = dict(arrays)
            change(broken)
            with self.subTest(words), self.assertRaisesRegex(CheckpointError, words):
                weights.build(FamilyConfig.from_case(_case("gated_individual")), broken)

    def test_malformed_configuration_is_refused_by_field(self):
        for change, words in (({"num_heads": 7}, "num_heads is 7"), ({"projection": "round"}, "projection is 'round'"),
                              ({"unknown": 1}, "config.unknown"), ({"depth": -1}, "depth is -1"), ({"use_cls_token": True}, "individual_projections")):
            case = _case("gated_individual")
            case["config"].update(change)
            with self.subTest(words), self.assertRaisesRegex(ConfigError, words):
                FamilyConfig.from_case(case)

    def test_pairs_are_all_disjoint_subsets(self):
        self.assertEqual(set(loss.WEIGHTS), set(loss.pairs_of("tva")))
        self.assertEqual(25, len(loss.pairs_of("tvaf")))
        self.assertEqual(("tv", "af"), loss.sides("tv_af"))

    def test_modality_dropout_takes_some_of_more_than_three(self):
        random = Random(1)
        drawn = {loss.draw_modalities("tvaf", 3, random) for _ in range(100)}
        self.assertEqual({"tva", "tvf", "taf", "vaf"}, drawn)
        self.assertEqual("tva", loss.draw_modalities("tva", 3, random))

    def test_fourth_modality_is_fused_and_compared(self):
        config = FamilyConfig(video_embed_dim=8, text_embed_dim=8, embed_dim=8, num_heads=2, projection_dim=8, extra_modalities=(("faces", 5),),
                              davenet=DavenetConfig(layers=(1,) * 4, layer_widths=(4,) * 5))
        model = FamilyModel(config)
        mask = torch.ones(6, 3)
        mask[4:] = 0
        tokens = {name: model.tokens_of(name, torch.randn(6, 3, width), mask if name == "faces" else torch.ones(6, 3))
                  for name, width in (("text", 8), ("video", 8), ("faces", 5))}
        letters = config.letters
        pairs = loss.pairs_of("tvf")
        output = {f"{name}_nonempty_input_mask": part.present for name, part in tokens.items()}
        output.update({f"{letters.get(side, side)}_embed": model.embed(tokens, side) for pair in pairs for side in loss.sides(pair)})
        total, terms = loss.combinatorial(output, {pair: 1.0 for pair in pairs}, names=letters)
        self.assertEqual(set(pairs), set(terms))
        total.backward()
        self.assertGreater(float(model.faces_token_proj.fc.weight.grad.abs().sum()), 0)

    def test_further_modality_with_a_taken_initial_is_refused(self):
        with self.assertRaisesRegex(ConfigError, "extra_modalities"):
            FamilyConfig(extra_modalities=(("touch", 5),))

    def test_authors_yaml_gives_their_model(self):
        arch = {"type": "EverythingAtOnceModel", "args": {
            "video_embed_dim": 4096, "text_embed_dim": 300, "davenet_v2": True, "strategy_audio_pooling": "none", "token_projection": "gated",
            "use_positional_emb": False, "individual_projections": True, "projection_dim": 6144, "projection": "gated",
            "fusion_params": {"embed_dim": 4096, "use_cls_token": False, "depth": 1, "num_heads": 64, "mlp_ratio": 1}}}
        self.assertEqual(FamilyConfig(), FamilyConfig.from_yaml({"arch": arch}))
