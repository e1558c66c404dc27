using Triad.Core.Errors;
using Triad.Grains.Abstractions.Quotas;

namespace Triad.Gateway.Library;

/// <summary>
/// The room that the tenant keeps for an upload: all of it before the first byte where its size is known, else a step ahead of the bytes. It is asked for
/// again while bytes come, however long they take.
/// </summary>
internal sealed class UploadSpace(IQuotaGrain quota, UploadEntry entry, TimeProvider time)
{
    private const long LeastStep = 8 << 20;
    private const long MostStep = 64 << 20;

    private SpaceGrant? _grant;
    private long _asked;

    /// <summary>Makes sure that there is room. QuotaExceeded where there is none.</summary>
    /// <param name="length">What is needed in all.</param>
    /// <param name="isAll">True where no more will be needed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<Result> ReserveAsync(long length, bool isAll, CancellationToken cancellationToken) =>
        _grant is { } grant && length <= grant.Bytes && time.GetElapsedTime(_asked) < grant.ValidFor / 3
            ? ValueTask.FromResult(Result.Ok)
            : AskAsync(length, isAll ? length : length + Math.Clamp(length, LeastStep, MostStep), cancellationToken);

    private async ValueTask<Result> AskAsync(long length, long wanted, CancellationToken cancellationToken)
    {
        _asked = time.GetTimestamp();
        var room = _grant is { } held ? Math.Max(held.Bytes, length) : length;
        var granted = await quota.ReserveAsync(
            new SpaceRequest(entry.Video, entry.Source.Name, room, Math.Max(wanted, room)), cancellationToken);
        if (!granted.IsOk)
            return granted.Error;
        _grant = granted.Value;
        return Result.Ok;
    }
}
