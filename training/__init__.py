"""Training side of Triad: the generated world, the models, training, export and evaluation."""
