using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Sqlite;
using Triad.Vectors.Storage;

namespace Triad.Vectors.Offloading;

/// <summary>Takes the files of the embedded index to a media store and back. Graphs stay out: they are built anew.</summary>
internal sealed class EmbeddedShardFiles(EmbeddedVectorIndex index, IOptions<EmbeddedVectorIndexOptions> options, TimeProvider time) : IShardFiles
{
    private const int ChunkBytes = 256 << 10;

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<ShardId>>> UnusedAsync(TimeSpan since, CancellationToken cancellationToken) =>
        TryAsync(null, () => Task.FromResult(Result<IReadOnlyList<ShardId>>.Ok(Unused(time.GetUtcNow() - since))), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<ShardFile>> StoreAsync(
        ShardId shard, long epoch, IMediaStore store, MediaKey blob, CancellationToken cancellationToken) =>
        TryAsync(shard, () => StoreOnceAsync(shard, epoch, store, blob, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Result<bool>> IsStillAsync(ShardId shard, long epoch, ShardFile stored, CancellationToken cancellationToken) =>
        TryAsync<bool>(
            shard,
            async () =>
            {
                var settled = await SettleAsync(shard, epoch, cancellationToken);
                return settled.IsOk ? settled.Value == stored : settled.Error;
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken)
    {
        var dropped = await TryAsync(
            shard,
            () => index.HoldAsync<bool>(
                shard,
                slot =>
                {
                    slot.Unload();
                    if (HeaderOf(shard)?.Epoch > epoch) // Also where it is marked yet: it is being put there.
                        return Overtaken(shard, epoch);
                    FolderSync.Create(index.Paths.Folder(shard));
                    ShardAway.Mark(index.Paths, shard);
                    ShardFiles.DeleteContent(index.Paths, shard);
                    ShardFiles.DeleteIncoming(index.Paths, shard, epoch);
                    return true;
                },
                cancellationToken),
            cancellationToken);
        return dropped.IsOk ? Result.Ok : dropped.Error;
    }

    /// <inheritdoc/>
    public async Task<Result> FetchAsync(
        ShardId shard, long epoch, IMediaStore store, MediaKey blob, ShardFile stored, CancellationToken cancellationToken)
    {
        var fetched = await TryAsync(shard, () => FetchOnceAsync(shard, epoch, store, blob, stored, cancellationToken), cancellationToken);
        return fetched.IsOk ? Result.Ok : fetched.Error;
    }

    private List<ShardId> Unused(DateTimeOffset before)
    {
        var unused = new List<ShardId>();
        if (!Directory.Exists(index.Paths.Root))
            return unused;
        foreach (var folder in Directory.EnumerateDirectories(index.Paths.Root))
        {
            if (TenantId.Parse(Path.GetFileName(folder)) is not { IsOk: true } tenant)
                continue;
            foreach (var file in ShardFiles.DatabasesOf(index.Paths, tenant.Value))
                if (ShardFiles.NumberOf(file) is { } number && IsUnused(new ShardId(tenant.Value, number), file, before))
                    unused.Add(new ShardId(tenant.Value, number));
        }

        return unused;
    }

    // A file whose shard left it when it was killed there is looked at too, so that it goes at last.
    private bool IsUnused(ShardId shard, string file, DateTimeOffset before) =>
        !index.IsLoaded(shard) && (File.GetLastWriteTimeUtc(file) < before.UtcDateTime || ShardAway.IsMarked(index.Paths, shard));

    private async Task<Result<ShardFile>> StoreOnceAsync(
        ShardId shard, long epoch, IMediaStore store, MediaKey blob, CancellationToken cancellationToken)
    {
        var settled = await SettleAsync(shard, epoch, cancellationToken);
        if (!settled.IsOk)
            return settled.Error;
        var written = await store.WriteAsync(blob, ReadAsync(index.Paths.File(shard), cancellationToken), long.MaxValue, cancellationToken);
        if (!written.IsOk)
            return written.Error;
        if (written.Value.Sha256 != settled.Value.Sha256)
            return WrittenMeanwhile(shard);
        var opened = await store.OpenReadAsync(blob, 0, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        await using var stream = opened.Value;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        return sha256 == settled.Value.Sha256
            ? settled.Value
            : new Error(
                ErrorReason.Unavailable,
                $"The stored copy of shard '{shard}' is not what was written; the shard stays where it is.",
                Remedy: "Look at the media store, and try again.",
                RetryAfter: TimeSpan.FromSeconds(1));
    }

    /// <summary>Has the file hold all that was written, with nothing left in its log, and measures it.</summary>
    private Task<Result<ShardFile>> SettleAsync(ShardId shard, long epoch, CancellationToken cancellationToken) => index.HoldAsync<ShardFile>(
        shard,
        slot =>
        {
            slot.Unload();
            long vectors;
            using (var database = ShardDatabase.Open(index.Paths, shard, options.Value))
            {
                if (database.ReadHeader() is not { } header || header.Epoch != epoch)
                    return Overtaken(shard, epoch);
                vectors = database.Points.Count();
                if (!database.EmptyLog())
                    return WrittenMeanwhile(shard);
            }

            using var file = Open(index.Paths.File(shard));
            return new ShardFile(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), vectors);
        },
        cancellationToken);

    private async Task<Result<bool>> FetchOnceAsync(
        ShardId shard, long epoch, IMediaStore store, MediaKey blob, ShardFile stored, CancellationToken cancellationToken)
    {
        FolderSync.Create(index.Paths.Folder(shard));
        ShardFiles.DeleteIncoming(index.Paths, shard, epoch);
        var incoming = index.Paths.Incoming(shard, epoch);
        var opened = await store.OpenReadAsync(blob, 0, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        await using (var stream = opened.Value)
        await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, ChunkBytes, useAsync: true))
        {
            await stream.CopyToAsync(file, ChunkBytes, cancellationToken);
            file.Position = 0;
            if (file.Length != stored.Length || Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != stored.Sha256)
                return Damaged(shard);
            file.Flush(flushToDisk: true);
        }

        (long Epoch, long Sequence) last;
        using (var connection = SqliteFile.Open(incoming, options.Value.BusyTimeout))
        {
            last = (connection.Scalar<long>("SELECT epoch FROM shard"), connection.Scalar<long>("SELECT sequence FROM shard"));
            connection.Execute("UPDATE shard SET epoch = max(epoch, $epoch)", ("$epoch", epoch));
        }

        return await index.HoldAsync<bool>(
            shard,
            slot =>
            {
                slot.Unload();
                if (!ShardAway.IsMarked(index.Paths, shard) && HeaderOf(shard) is { } here && (here.Epoch, here.Sequence).CompareTo(last) > 0)
                {
                    ShardFiles.DeleteIncoming(index.Paths, shard, epoch);
                    return here.Epoch > epoch ? Overtaken(shard, epoch) : Claim(shard, epoch);
                }

                ShardFiles.DeleteContent(index.Paths, shard);
                File.Move(incoming, index.Paths.File(shard));
                FolderSync.Flush(index.Paths.Folder(shard));
                ShardAway.Unmark(index.Paths, shard);
                FolderSync.Flush(index.Paths.Folder(shard));
                return true;
            },
            cancellationToken);
    }

    /// <summary>What the file here says of itself; null where there is none.</summary>
    private ShardHeader? HeaderOf(ShardId shard)
    {
        if (!File.Exists(index.Paths.File(shard)))
            return null;
        using var database = ShardDatabase.Open(index.Paths, shard, options.Value);
        return database.ReadHeader();
    }

    /// <summary>Has the file here count under an epoch.</summary>
    private Result<bool> Claim(ShardId shard, long epoch)
    {
        using var database = ShardDatabase.Open(index.Paths, shard, options.Value);
        using var transaction = database.Begin();
        if (database.ReadHeader() is not { } header || header.Epoch > epoch)
            return Overtaken(shard, epoch);
        database.WriteHeader(header with { Epoch = epoch });
        transaction.Commit();
        return true;
    }

    private static async IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var file = Open(path);
        var buffer = new byte[ChunkBytes];
        while (await file.ReadAsync(buffer, cancellationToken) is var read and > 0)
            yield return Result<ReadOnlyMemory<byte>>.Ok(buffer.AsMemory(0, read));
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, ChunkBytes, useAsync: true);

    private static Error WrittenMeanwhile(ShardId shard) => new(
        ErrorReason.Conflict,
        $"Shard '{shard}' was written to while it was stored; it stays where it is.",
        Remedy: "Offload the tenant when nothing is ingested.",
        RetryAfter: TimeSpan.FromSeconds(1));

    private static Error Overtaken(ShardId shard, long epoch) => Error.Of(
        ErrorReason.EpochStale, "epoch", epoch, $"is not that of the writer of shard '{shard}'", "Stop: the new owner goes on.");

    private static Error Damaged(ShardId shard) => new(
        ErrorReason.Internal,
        $"The stored file of shard '{shard}' is not what was stored.",
        Remedy: "Restore the media store from a backup, or delete the tenant's videos and ingest them again.");

    private async Task<Result<T>> TryAsync<T>(ShardId? shard, Func<Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        catch (StorageException failure)
        {
            return failure.Error;
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException or ShardDamagedException)
        {
            var path = shard is { } one ? index.Paths.File(one) : index.Paths.Root;
            return StorageErrors.From(failure, path) ?? new Error(
                ErrorReason.Unavailable, $"The files of the index cannot be used: {failure.Message}", RetryAfter: TimeSpan.FromSeconds(1));
        }
    }
}
