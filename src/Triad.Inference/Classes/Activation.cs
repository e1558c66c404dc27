namespace Triad.Inference.Classes;

/// <summary>What makes probabilities of a classifier's scores.</summary>
public enum Activation
{
    /// <summary>The scores are logits of classes of which one is there.</summary>
    Softmax,

    /// <summary>The scores are logits of classes of which several may be there.</summary>
    Sigmoid,

    /// <summary>The scores are probabilities already.</summary>
    None,
}
