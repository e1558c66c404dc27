using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Grains.Tests.Effects;

/// <summary>A media store whose writes, leases and deletions may go wrong.</summary>
internal sealed class FaultyMediaStore(IMediaStore store, EffectFaults faults) : IMediaStore
{
    public async Task<Result<StoredMedia>> WriteAsync(
        MediaKey key, IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks, long maxLength, CancellationToken cancellationToken)
    {
        // The upload is the gateway's, which tests stand for.
        if (key.Name == "source")
            return await store.WriteAsync(key, chunks, maxLength, cancellationToken);

        // The bytes come once; a repeat has the same.
        var all = await chunks.ToListAsync(cancellationToken);
        return await faults.RunAsync(
            key.Tenant.Value, $"media: write {key.Name.Split('.')[0]}", () => store.WriteAsync(key, all.ToAsyncEnumerable(), maxLength, cancellationToken), Result<StoredMedia>.Fail);
    }

    public Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken) =>
        store.OpenReadAsync(key, offset, cancellationToken);

    public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) =>
        faults.RunAsync(key.Tenant.Value, "media: lease file", () => store.LeaseFileAsync(key, cancellationToken), Result<IMediaLease>.Fail);

    public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        store.ListAsync(tenant, video, cancellationToken);

    public Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken) =>
        faults.RunAsync(key.Tenant.Value, "media: delete blob", () => store.DeleteAsync(key, cancellationToken), Result.Fail);

    public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        faults.RunAsync(tenant.Value, "media: delete video", () => store.DeleteVideoAsync(tenant, video, cancellationToken), Result.Fail);
}
