using Triad.Core.Media;

namespace Triad.Azure.Media;

/// <summary>A copy of a blob as a local file, which goes with the lease.</summary>
internal sealed class BlobLease(string path) : IMediaLease
{
    /// <inheritdoc/>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next start removes it.
        }

        return ValueTask.CompletedTask;
    }
}
