"""Training data: caches of rendered clips and the batches made of them."""
