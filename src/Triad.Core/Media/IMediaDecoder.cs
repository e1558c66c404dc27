using Triad.Core.Errors;

namespace Triad.Core.Media;

/// <summary>Reads hostile media. Every file is decoded under limits, without privileges and without a network.</summary>
public interface IMediaDecoder
{
    /// <summary>Looks at a file's container and streams.</summary>
    /// <returns>The streams; or MediaUnsupported, MediaCorrupt, MediaEmpty, LimitExceeded or TimedOut.</returns>
    Task<Result<MediaInfo>> ProbeAsync(string path, MediaKind kind, CancellationToken cancellationToken);

    /// <summary>As <see cref="ProbeAsync"/>, for work that nobody waits for: it leaves the processor to others.</summary>
    Task<Result<MediaInfo>> ProbeBehindAsync(string path, MediaKind kind, CancellationToken cancellationToken) => ProbeAsync(path, kind, cancellationToken);

    /// <summary>
    /// Decodes a file once, frames and sound together, into segments in order. A failed result ends the sequence. Stopping the
    /// enumeration stops the decoder.
    /// </summary>
    IAsyncEnumerable<Result<DecodedItem>> DecodeAsync(
        string path,
        MediaInfo info,
        MediaKind kind,
        DecodeSettings settings,
        CancellationToken cancellationToken);
}
