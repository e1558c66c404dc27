using Triad.Core.Errors;

namespace Triad.Core.Audit;

/// <summary>A part that is being written.</summary>
public interface IAuditPart : IAsyncDisposable
{
    /// <summary>Appends whole lines; on success they survive a power cut. After a failure nothing more is written to the part.</summary>
    Task<Result> AppendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken);
}
