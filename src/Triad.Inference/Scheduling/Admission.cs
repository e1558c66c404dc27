using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>Room for a request's rows; disposing gives it back.</summary>
internal sealed class Admission(AdmissionPolicy policy, EmbedPriority priority, int rows, long sequence) : IDisposable
{
    private int _rows = rows;

    /// <summary>Who asked.</summary>
    public EmbedPriority Priority { get; } = priority;

    /// <summary>The request's turn.</summary>
    public long Sequence { get; } = sequence;

    /// <inheritdoc/>
    public void Dispose() => policy.Release(Priority, Interlocked.Exchange(ref _rows, 0));
}
