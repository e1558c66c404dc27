using Triad.Core.Media;

namespace Triad.Media.FolderStore;

/// <summary>A file that is there for one reader and goes with the lease.</summary>
internal sealed class FileLease(string path) : IMediaLease
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
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            // The sweep at the next start removes it.
        }

        return ValueTask.CompletedTask;
    }
}
