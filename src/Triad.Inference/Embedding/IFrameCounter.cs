namespace Triad.Inference.Embedding;

/// <summary>An embedder that looks at equal frames once, and tells how often it looked.</summary>
public interface IFrameCounter
{
    /// <summary>Since the package was loaded.</summary>
    FrameCounts Counts { get; }
}
