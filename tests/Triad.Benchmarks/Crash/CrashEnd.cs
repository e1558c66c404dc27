using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Crash;

/// <summary>The end of a run: lets the killed platform come to rest, and compares it with one that did the same work undisturbed.</summary>
internal sealed class CrashEnd(CrashLedger ledger, IReadOnlyList<CrashClip> clips, CrashReporter reporter, TimeProvider time)
{
    private const int Callers = 4;

    // The id of a video that was just deleted may be refused for a moment.
    private const int Attempts = 10;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>The state of the platform that was killed, after a last check.</summary>
    public async Task<StateImage> RestAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        server.Launch(CrashServer.Arguments);
        await server.WaitReadyAsync(cancellationToken);
        using var session = new CrashSession(server, ledger.Tenants);
        var check = new CrashCheck(session, ledger, reporter);
        await check.RunAsync(cancellationToken);
        return await ImageAsync(server, session, check, cancellationToken);
    }

    /// <summary>The state of a platform that did all that happened, id by id in the same order, and was never killed.</summary>
    public async Task<StateImage> ReplayAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        server.Launch(CrashServer.Arguments);
        await server.WaitReadyAsync(cancellationToken);
        var keys = new Dictionary<string, string>();
        using (var first = new CrashSession(server, keys))
        {
            foreach (var tenant in ledger.Tenants.Keys)
                keys[tenant] = await CrashRun.OnboardAsync(first.Operator, tenant, cancellationToken);
        }

        await ReplayAsync(server, keys, cancellationToken);

        // The journal of uploads is swept at a start: the killed platform has had one since its last upload, and this one shall have had one too.
        await server.StopAsync();
        server.Launch(CrashServer.Arguments);
        await server.WaitReadyAsync(cancellationToken);
        using var session = new CrashSession(server, keys);
        return await ImageAsync(server, session, null, cancellationToken);
    }

    private async Task ReplayAsync(ServerProcess server, Dictionary<string, string> keys, CancellationToken cancellationToken)
    {
        using var session = new CrashSession(server, keys, Attempts);
        var ids = ledger.All().Where(video => video.WasStored).GroupBy(video => (video.Tenant, video.Id));
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellationToken },
            async (uploads, cancelled) =>
            {
                foreach (var video in uploads.OrderBy(video => video.Number))
                    await RepeatAsync(session.Of(video.Tenant), video, cancelled);
            });
    }

    private async Task RepeatAsync(TriadClient client, VideoRecord video, CancellationToken cancellationToken)
    {
        await CrashLoad.UploadAsync(client, video, clips[video.Clip], cancellationToken);
        if (video.State is VideoRecordState.Deleted or VideoRecordState.Deleting)
            await client.Library.DeleteAsync(video.Id, cancellationToken: cancellationToken);
    }

    private async Task<StateImage> ImageAsync(ServerProcess server, CrashSession session, CrashCheck? check, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var bell = time.CreateTimer(_ => patience.Cancel(), null, Patience, Timeout.InfiniteTimeSpan);
        while (StoredState.CountJobs(server.Data) > 0)
            await Task.Delay(Look, time, patience.Token);
        if (check is not null)
            await check.RunAsync(cancellationToken);

        var image = new StateImage();
        foreach (var tenant in ledger.Tenants.Keys)
            await ServedState.ReadAsync(image, session.Of(tenant), tenant, cancellationToken);
        await server.StopAsync();
        await StoredState.ReadAsync(image, server.Data, [.. ledger.Tenants.Keys], cancellationToken);
        return image;
    }
}
