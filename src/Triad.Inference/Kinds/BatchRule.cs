namespace Triad.Inference.Kinds;

/// <summary>Which rows a graph takes at once.</summary>
internal enum BatchRule
{
    /// <summary>Any that are of one length: what a row gives does not depend on the others.</summary>
    Shared,

    /// <summary>
    /// One: the graph takes scales from the whole batch (dynamic quantisation), and a vector must not depend on what stands beside it.
    /// </summary>
    Alone,

    /// <summary>One: the graph was exported for a batch of one.</summary>
    One,
}
