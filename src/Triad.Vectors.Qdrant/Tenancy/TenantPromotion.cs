using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Moves a tenant from the shared shard to a key of its own while searches and writes go on. Every step can be repeated: a key that takes
/// no reads yet, the server's copy, the wait until it is active (from then on requests go there), and the removal of what the shared
/// shard still has.
/// </summary>
internal sealed class TenantPromotion(
    QdrantCalls calls,
    ShardKeys keys,
    PointReader points,
    PointEraser eraser,
    QdrantVectorsOptions options,
    TimeProvider time)
{
    private static readonly Q.WithPayloadSelector Generations = new()
    {
        Include = new() { Fields = { PayloadNames.Tenant, PayloadNames.Shard, PayloadNames.Video, PayloadNames.Generation } },
    };

    /// <summary>Moves a tenant. One that has moved already is only checked.</summary>
    public async Task<Result> RunAsync(string collection, TenantId tenant, CancellationToken cancellationToken)
    {
        var states = await keys.StatesAsync(collection, tenant, cancellationToken);
        if (!states.IsOk)
            return states.Error;
        if (states.Value.Count == 0 && await keys.CreateAsync(collection, tenant, cancellationToken) is { } noKey)
            return noKey;

        // Where one copy of the key serves already, what the shared shard still has is old: copying it again would undo newer writes.
        if (!IsServing(states.Value) && await CopyAsync(collection, tenant, cancellationToken) is { } noCopy)
            return noCopy;
        return await ClearSharedAsync(collection, tenant, cancellationToken) is { } notCleared ? notCleared : Result.Ok;
    }

    private async Task<Error?> CopyAsync(string collection, TenantId tenant, CancellationToken cancellationToken)
    {
        // Refused while an earlier copy still runs: that one is waited for as well.
        var request = TenantRequests.To(collection, tenant, options).Replicate();
        var begun = await calls.AdministerAsync(
            "ReplicatePoints",
            (client, call) => client.UpdateCollectionClusterSetupAsync(request, call),
            cancellationToken);
        for (var start = time.GetTimestamp(); ;)
        {
            var states = await keys.StatesAsync(collection, tenant, cancellationToken);
            if (!states.IsOk)
                return states.Error;
            if (IsActive(states.Value))
                return null;
            if (time.GetElapsedTime(start) > (begun.IsOk ? options.MoveTimeout : options.AdminTimeout))
                return begun.Error ?? NotActive(collection, tenant);
            await Task.Delay(options.WaitInterval, time, cancellationToken);
        }
    }

    /// <summary>
    /// Removes what the shared shard still has, page by page, and only what the own shard has too. What that lacks was deleted from it
    /// since, whole generations at a time; of a generation that it has in part something would be lost.
    /// </summary>
    private async Task<Error?> ClearSharedAsync(string collection, TenantId tenant, CancellationToken cancellationToken)
    {
        var (shared, own) = (TenantRequests.ToShared(collection, tenant, options), TenantRequests.ToOwn(collection, tenant, options));
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < options.MoveTimeout;)
        {
            var page = await points.PageAsync(shared, [], null, Generations, false, cancellationToken);
            if (!page.IsOk)
                return page.Error;
            if (page.Value.Result.Count == 0)
                return await CountZeroAsync(shared, tenant, cancellationToken);
            if (await CheckAsync(own, tenant, page.Value.Result, cancellationToken) is { } lost)
                return lost;
            var ids = page.Value.Result.Select(point => Conditions.Id(point.Id)).ToList();
            if (await eraser.EraseAsync(shared, [Conditions.HasId(ids)], cancellationToken) is { } notErased)
                return notErased;
        }

        return NotActive(collection, tenant);
    }

    private async Task<Error?> CheckAsync(
        TenantRequests own,
        TenantId tenant,
        IReadOnlyCollection<Q.RetrievedPoint> page,
        CancellationToken cancellationToken)
    {
        var there = await points.OfAsync(own, page.Select(point => Conditions.Id(point.Id)), new() { Enable = false }, cancellationToken);
        if (!there.IsOk)
            return there.Error;
        var missing = page.Where(point =>
            !there.Value.ContainsKey(Conditions.Id(point.Id)) && point.Payload.ContainsKey(PayloadNames.Video));
        foreach (var (shard, video, generation) in missing.Select(Generation).Distinct())
        {
            var left = await points.CountAsync(own, ShardWriter.OfVideo(new ShardId(tenant, shard), video, generation), cancellationToken);
            if (!left.IsOk)
                return left.Error;
            if (left.Value > 0)
                return Lacking(tenant, video, generation);
        }

        return null;
    }

    private async Task<Error?> CountZeroAsync(TenantRequests shared, TenantId tenant, CancellationToken cancellationToken)
    {
        var left = await points.CountAsync(shared, [], cancellationToken);
        if (!left.IsOk)
            return left.Error;
        return left.Value == 0
            ? null
            : QdrantErrors.Unavailable($"The shared shard still has {left.Value} points of tenant '{tenant}'.", "Repeat the promotion.");
    }

    private static (int Shard, VideoId Video, int Generation) Generation(Q.RetrievedPoint point) => (
        (int)point.Payload.Number(PayloadNames.Shard),
        VideoId.From(point.Payload.Text(PayloadNames.Video)),
        (int)point.Payload.Number(PayloadNames.Generation));

    private static bool IsServing(IReadOnlyList<Q.ReplicaState> states) => states.Any(state => state == Q.ReplicaState.Active);

    private static bool IsActive(IReadOnlyList<Q.ReplicaState> states) =>
        states.Count > 0 && states.All(state => state == Q.ReplicaState.Active);

    private Error NotActive(string collection, TenantId tenant) => QdrantErrors.Unavailable(
        $"The shard key of tenant '{tenant}' in '{collection}' is not ready after {options.MoveTimeout.TotalSeconds:0} s.",
        "Repeat the promotion; see the server's shard transfers.");

    private static Error Lacking(TenantId tenant, VideoId video, int generation) => QdrantErrors.Unavailable(
        $"The own shard of tenant '{tenant}' has video '{video}' generation {generation} only in part; the shared one keeps its copy.",
        "Repeat the promotion once no deletion of that video runs; if it stays so, ingest the video again.");
}
