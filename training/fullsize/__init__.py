"""A package of the size of the paper's authors' model, with random weights: does the platform bear it?"""
