using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Sqlite;
using Triad.Vectors.Storage;

namespace Triad.Vectors;

/// <summary>
/// Erases shards of the embedded index with their files. It counts in the files, also those that no grain knows of any more, and takes
/// nothing into memory for it.
/// </summary>
internal sealed class EmbeddedVectorEraser(EmbeddedVectorIndex index, IOptions<EmbeddedVectorIndexOptions> options) : IVectorEraser
{
    /// <inheritdoc/>
    public Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken) =>
        TryAsync(() => Count(subject), cancellationToken);

    /// <inheritdoc/>
    public Task<Result> EraseAsync(ShardId shard, CancellationToken cancellationToken) => index.EraseAsync(shard, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        foreach (var file in ShardFiles.DatabasesOf(index.Paths, tenant))
        {
            var erased = ShardFiles.NumberOf(file) is { } number ? await EraseAsync(new ShardId(tenant, number), cancellationToken) : Result.Ok;
            if (!erased.IsOk)
                return erased;
        }

        var gone = await TryAsync(
            () =>
            {
                ShardFiles.Delete(index.Paths, tenant);
                return 0;
            },
            cancellationToken);
        return gone.IsOk ? Result.Ok : gone.Error;
    }

    /// <inheritdoc/>
    public ErasureRemainder? RemainderAt(DateTimeOffset erasedAt) => null;

    // A folder that has files and no vector is something left, too; but not the mark of a shard that is elsewhere, which goes with it.
    private long Count(ErasureSubject subject)
    {
        var points = ShardFiles.DatabasesOf(index.Paths, subject.Tenant).Sum(file => CountIn(file, subject.Video));
        return points > 0 || subject.Video is not null ? points : ShardFiles.AllOf(index.Paths, subject.Tenant).Count(file => !file.EndsWith(".away", StringComparison.Ordinal));
    }

    private long CountIn(string file, VideoId? video)
    {
        using var connection = SqliteFile.Open(file, options.Value.BusyTimeout);
        if (connection.Scalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'point'") == 0)
            return 0;
        return video is { } one
            ? connection.Scalar<long>("SELECT count(*) FROM point WHERE video = $video", ("$video", one.Value))
            : connection.Scalar<long>("SELECT count(*) FROM point");
    }

    private async Task<Result<long>> TryAsync(Func<long> work, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            return StorageErrors.From(exception, index.Paths.Root) ?? new Error(
                ErrorReason.Unavailable, $"The files of the index cannot be read: {exception.Message}", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }
}
