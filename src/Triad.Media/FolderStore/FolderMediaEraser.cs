using Microsoft.Extensions.Options;
using Triad.Core.Erasure;
using Triad.Core.Errors;

namespace Triad.Media.FolderStore;

/// <summary>Erases a tenant's folder of the media store, or a video's: away in one step, then deleted.</summary>
internal sealed class FolderMediaEraser(IOptions<MediaOptions> options, TimeProvider time) : IMediaEraser
{
    private readonly StoreLayout _layout = new(Path.GetFullPath(options.Value.StoreFolder));
    private readonly FolderFiles _files = new();

    private TrashFolder Trash => new(_layout, _files, time);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyDictionary<string, long>>> CountAsync(
        ErasureSubject subject, Func<string, string> kindOf, CancellationToken cancellationToken) =>
        TryAsync(() => Count(subject, kindOf), cancellationToken);

    /// <inheritdoc/>
    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var erased = await TryAsync(
            () =>
            {
                Delete(subject);
                return true;
            },
            cancellationToken);
        return erased.IsOk ? Result.Ok : erased.Error;
    }

    private string FolderOf(ErasureSubject subject) =>
        subject.Video is { } video ? _layout.FolderOf(subject.Tenant, video) : Path.Combine(_layout.Root, subject.Tenant.Value);

    // What a kill has left on its way out is there still, and counts.
    private IReadOnlyDictionary<string, long> Count(ErasureSubject subject, Func<string, string> kindOf) => Trash.Of(subject.Tenant, subject.Video)
        .Append(FolderOf(subject))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .CountBy(file => kindOf(Path.GetFileName(file)))
        .ToDictionary(kind => kind.Key, kind => (long)kind.Value);

    private void Delete(ErasureSubject subject)
    {
        Trash.Take(FolderOf(subject), subject.Tenant, subject.Video);
        foreach (var left in Trash.Of(subject.Tenant, subject.Video))
            Directory.Delete(left, recursive: true);
    }

    private static async Task<Result<T>> TryAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return Result<T>.Ok(await Task.Run(work, cancellationToken));
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            return StorageErrors.Of(failure); // A file that went meanwhile, too: it is tried again.
        }
    }
}
