import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

try:
    import torch

    from training.convert.__main__ import convert, read_config
    from training.family.config import ConfigError, FamilyConfig
except ImportError:
    torch = None

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "Data" / "golden" / "eao"


@unittest.skipIf(torch is None, "PyTorch is not here")
class ConvertTests(unittest.TestCase):
    def test_package_names_every_file_with_its_hash(self):
        case = GOLDEN / "minimal_shared"
        with TemporaryDirectory() as folder:
            out = Path(folder) / "minimal"
            report = convert(case / "weights.npz", case / "case.json", out, "none")
            described = json.loads((out / "model.json").read_text())
            self.assertEqual({path.name for path in out.iterdir()} - {"model.json"}, set(described["sha256"]))
        self.assertIn("fusion.norm.weight", report["unused"])
        self.assertEqual({"features": 16}, described["text"])
        self.assertEqual(48, described["embedding_size"])

    def test_folder_that_is_no_id_is_refused(self):
        case = GOLDEN / "minimal_shared"
        with TemporaryDirectory() as folder, self.assertRaisesRegex(ConfigError, "--out is 'No Id'"):
            convert(case / "weights.npz", case / "case.json", Path(folder) / "No Id", "none")

    def test_configuration_that_is_no_mapping_is_refused(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "config.json"
            for text, words in (("[", "cannot be read"), ("{}", "config is None")):
                path.write_text(text)
                with self.subTest(text), self.assertRaisesRegex(ConfigError, words):
                    read_config(path)

    def test_yaml_reads_as_the_authors_model(self):
        text = """
arch:
  type: TransformerPerModalityModel
  args:
    video_embed_dim: 4096
    text_embed_dim: 300
    davenet_v2: false
    fusion_params: {embed_dim: 4096, use_cls_token: false, depth: 1, num_heads: 64, mlp_ratio: 1}
"""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "config.yaml"
            path.write_text(text)
            try:
                config = read_config(path)
            except ConfigError as problem:
                if "python3-yaml" not in str(problem):
                    raise
                self.skipTest("PyYAML is not here")
        self.assertTrue(config.transformer_per_modality)
        self.assertEqual(FamilyConfig().projection_dim, config.projection_dim)
        self.assertEqual(16, config.davenet.reduction)
