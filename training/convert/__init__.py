"""Makes a model package from the weights and the configuration of the paper's authors."""
