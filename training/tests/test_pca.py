import unittest

import numpy as np

from training.evaluation import pca


class PcaTests(unittest.TestCase):
    def test_components_are_those_of_most_variance(self):
        random = np.random.default_rng(1)
        axes = np.linalg.qr(random.standard_normal((8, 8)))[0]
        data = random.standard_normal((500, 8)) * np.array([9, 5, 3, .1, .1, .1, .1, .1]) @ axes.T + 2
        found = pca.fit(data, 3)
        self.assertGreater(found.kept, 0.99)
        np.testing.assert_allclose(np.abs(found.components @ axes[:, :3]), np.eye(3), atol=0.15)

    def test_all_components_keep_the_angles_of_what_is_centred(self):
        data = np.random.default_rng(2).standard_normal((40, 6)).astype(np.float32)
        found = pca.fit(data, 6)
        centred = data - data.mean(0)
        centred /= np.linalg.norm(centred, axis=1, keepdims=True)
        np.testing.assert_allclose(found.project(data) @ found.project(data).T, centred @ centred.T, atol=1e-5)

    def test_file_holds_the_mean_then_the_components(self):
        found = pca.fit(np.random.default_rng(3).standard_normal((9, 4)), 2)
        values = np.frombuffer(found.to_bytes(), "<f4").reshape(3, 4)
        np.testing.assert_array_equal(found.mean, values[0])
        np.testing.assert_array_equal(found.components, values[1:])

    def test_more_components_than_there_are_is_refused(self):
        with self.assertRaisesRegex(ValueError, "--dimensions is 5; 4 embeddings of 9 numbers have 1 to 3"):
            pca.fit(np.zeros((4, 9)), 5)


if __name__ == "__main__":
    unittest.main()
