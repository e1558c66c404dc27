using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Grains.Tests.Faults;

namespace Triad.Grains.Tests.Shards;

/// <summary>A media store whose reads can be held up.</summary>
internal sealed class SlowStore : IMediaStore
{
    private IMediaStore _store = null!;
    private TaskCompletionSource? _held;

    public void Into(IServiceCollection services) => services.Decorate<IMediaStore>((store, _) =>
    {
        _store = store;
        return this;
    });

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _held?.TrySetResult();

    public async Task<Result<Stream>> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken)
    {
        if (_held is { } held)
            await held.Task.WaitAsync(cancellationToken);
        return await _store.OpenReadAsync(key, offset, cancellationToken);
    }

    public Task<Result<StoredMedia>> WriteAsync(
        MediaKey key, IAsyncEnumerable<Result<ReadOnlyMemory<byte>>> chunks, long maxLength, CancellationToken cancellationToken) =>
        _store.WriteAsync(key, chunks, maxLength, cancellationToken);

    public Task<Result<IMediaLease>> LeaseFileAsync(MediaKey key, CancellationToken cancellationToken) => _store.LeaseFileAsync(key, cancellationToken);

    public Task<Result<IReadOnlyDictionary<string, long>>> ListAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        _store.ListAsync(tenant, video, cancellationToken);

    public Task<Result> DeleteAsync(MediaKey key, CancellationToken cancellationToken) => _store.DeleteAsync(key, cancellationToken);

    public Task<Result> DeleteVideoAsync(TenantId tenant, VideoId video, CancellationToken cancellationToken) =>
        _store.DeleteVideoAsync(tenant, video, cancellationToken);
}
