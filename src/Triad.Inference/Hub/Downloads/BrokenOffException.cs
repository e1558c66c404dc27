namespace Triad.Inference.Hub.Downloads;

/// <summary>An attempt that failed in a way that another one may not.</summary>
/// <param name="problem">What happened.</param>
/// <param name="after">How long the server asks to wait; null where it does not say.</param>
internal sealed class BrokenOffException(string problem, TimeSpan? after = null) : Exception(problem)
{
    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? After => after;
}
