using Triad.Core.Errors;
using Triad.Core.Fetching;

namespace Triad.Grains.Tests.Webhooks;

/// <summary>A fetcher that sends nothing before it is let go: what is to be sent stays so.</summary>
internal sealed class HeldFetcher : ISafeFetcher
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when something is to be sent.</summary>
    public Task Asked => _asked.Task;

    public Task<Result<Uri>> CheckAsync(string address, string field, CancellationToken cancellationToken) => Task.FromResult<Result<Uri>>(new Uri(address));

    public async Task<Result<FetchedResponse>> SendAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return new Error(ErrorReason.Cancelled, "Held.");
    }
}
