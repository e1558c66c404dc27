using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Core.Usage.Export;

namespace Triad.Grains.Usage.Export;

/// <summary>
/// Writes a file a slice, an event a line. A file appears whole, by a rename; a repeat has the same name and takes the first one's place, so that the
/// folder has every event once.
/// </summary>
internal sealed class FolderSink(string name, string folder) : IUsageSink
{
    private const int NoSpace = 28; // ENOSPC

    public string Name => name;

    public string Kind => "folder";

    public async Task<Result> SendAsync(IReadOnlyList<UsageSlice> slices, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var slice in slices)
                await WriteAsync(slice, cancellationToken);
            return Result.Ok;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Error(
                (fault.HResult & 0xFFFF) == NoSpace ? ErrorReason.StorageFull : ErrorReason.Unavailable,
                $"The folder of '{name}' cannot be written: {fault.Message}");
        }
    }

    private async Task WriteAsync(UsageSlice slice, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, slice.FileName);
        var parent = Path.GetDirectoryName(path)!;
        FolderSync.Create(parent);
        var beside = $"{path}.new";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(slice.ToLines(), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(parent);
    }
}
