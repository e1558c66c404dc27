using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Media.FolderStore;

/// <summary>Keeps blobs as files in a folder. Several processes may share the folder.</summary>
internal sealed partial class FolderMediaStore : IMediaStore
{
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);
    private readonly StoreLayout _layout;
    private readonly IFolderFiles _files;
    private readonly BlobWriter _writer;
    private readonly TrashFolder _trash;
    private readonly TimeProvider _time;
    private readonly ILogger<FolderMediaStore> _logger;

    /// <summary>Opens the store, makes its folder where it is missing, and removes what dead processes left behind.</summary>
    public FolderMediaStore(IOptions<MediaOptions> options, TimeProvider time, ILogger<FolderMediaStore> logger)
        : this(options.Value.StoreFolder, new FolderFiles(), time, logger, options.Value.SharedFolders)
    {
    }

    internal FolderMediaStore(
        string folder,
        IFolderFiles files,
        TimeProvider time,
        ILogger<FolderMediaStore> logger,
        bool sharedFolders = true)
    {
        (_layout, _files, _time, _logger) = (new StoreLayout(Path.GetFullPath(folder)), files, time, logger);
        _writer = new BlobWriter(files, _layout, time);
        _trash = new TrashFolder(_layout, files, time);
        files.CreateFolder(_layout.Root);
        var abandoned = PassingFolder.AbandonedBefore(time.GetUtcNow(), sharedFolders ? AbandonedAfter : null);
        foreach (var passing in _layout.Passing)
        {
            files.CreateFolder(passing);
            LogSwept(PassingFolder.Sweep(passing, abandoned), Path.GetFileName(passing));
        }
    }

    /// <inheritdoc/>
    public async Task<Result<StoredMedia>> WriteAsync(
        MediaKey key,
        IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks,
        long maxLength,
        CancellationToken cancellationToken)
    {
        var path = _layout.FileOf(key);
        try
        {
            return await _writer.WriteAsync(path, chunks, maxLength, cancellationToken);
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            return Fail(failure, key.Tenant, key.Video);
        }
    }

    /// <inheritdoc/>
    public Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return TryAsync(key, path =>
        {
            const FileShare Share = FileShare.ReadWrite | FileShare.Delete;
            Stream stream = new FileStream(path, FileMode.Open, FileAccess.Read, Share, 1 << 16, useAsync: true);
            stream.Position = Math.Min(offset, stream.Length);
            return stream;
        });
    }

    /// <inheritdoc/>
    public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) => TryAsync(key, path =>
    {
        // A name of its own: the reader keeps the content even when the blob is replaced or deleted meanwhile.
        if (!File.Exists(path))
            throw new FileNotFoundException(null, path);
        var link = Path.Combine(_layout.Leases, PassingName.New(_time));
        _files.Link(path, link);
        return (IMediaLease)new FileLease(link);
    });

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(
        TenantId tenant,
        VideoId video,
        CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(_layout.FolderOf(tenant, video));
        try
        {
            return await Task.Run(() => Result<IReadOnlyDictionary<string, long>>.Ok(Sizes(folder)), cancellationToken);
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            return Fail(failure, tenant, video);
        }
    }

    /// <inheritdoc/>
    public async Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken)
    {
        var path = _layout.FileOf(key);
        return await DeleteAsync(key.Tenant, key.Video, () => DeleteFile(path), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken)
    {
        var folder = _layout.FolderOf(tenant, video);
        return await DeleteAsync(tenant, video, () => _trash.Take(folder, tenant, video), cancellationToken);
    }

    private static Dictionary<string, long> Sizes(DirectoryInfo folder) =>
        folder.Exists ? folder.EnumerateFiles().ToDictionary(file => file.Name, file => file.Length) : [];

    private void DeleteFile(string path)
    {
        if (!File.Exists(path))
            return;
        File.Delete(path);
        _files.SyncFolder(Path.GetDirectoryName(path)!);
    }

    private async Task<Result> DeleteAsync(TenantId tenant, VideoId video, Action delete, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(delete, cancellationToken);
            return Result.Ok;
        }
        catch (DirectoryNotFoundException)
        {
            return Result.Ok;
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            return Fail(failure, tenant, video);
        }
    }

    private async Task<Result<T>> TryAsync<T>(MediaKey key, Func<string, T> action)
    {
        var path = _layout.FileOf(key);
        try
        {
            return Result<T>.Ok(await Task.Run(() => action(path)));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return MediaStoreErrors.NotFound(key.Name);
        }
        catch (Exception failure) when (StorageErrors.IsStorage(failure))
        {
            return Fail(failure, key.Tenant, key.Video);
        }
    }

    private Error Fail(Exception failure, TenantId tenant, VideoId video)
    {
        LogFailure(failure, tenant.Value, video.Value);
        return StorageErrors.Of(failure);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The media store failed for {Tenant}/{Video}")]
    private partial void LogFailure(Exception failure, string tenant, string video);

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "Removed {Count} abandoned entries of {Folder}")]
    private partial void LogSwept(int count, string folder);
}
