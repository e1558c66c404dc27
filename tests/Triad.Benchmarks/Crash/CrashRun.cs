using System.Text.Json;
using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Crash;

/// <summary>Kills the server again and again, and looks after each restart.</summary>
internal sealed class CrashRun(CrashLedger ledger, ServerProcess server, IReadOnlyList<CrashClip> clips, CrashReporter reporter, TimeProvider time)
{
    private static readonly string[] Tenants = ["crash-a", "crash-b", "crash-c"];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LoadPatience = TimeSpan.FromMinutes(2);

    private static readonly TenantQuotas NoLimit = new() { QueriesPerSecond = 100_000 };

    /// <summary>Onboards the tenants of the load, and learns what segments the clips have. What an interrupted run did of it is not done again.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (ledger.Clips.Count == clips.Count)
            return;
        server.Launch(CrashServer.Arguments);
        await server.WaitReadyAsync(cancellationToken);
        using (var session = new CrashSession(server, ledger.Tenants))
        {
            foreach (var tenant in Tenants.Where(tenant => !ledger.Tenants.ContainsKey(tenant)))
                ledger.Append(new JournalLine(JournalKind.Tenant) { Tenant = tenant, Text = await OnboardAsync(session.Operator, tenant, cancellationToken) });
        }

        using (var session = new CrashSession(server, ledger.Tenants))
        {
            foreach (var clip in clips.Where(clip => !ledger.Clips.ContainsKey(clip.Number)))
                await LearnAsync(session.Of(Tenants[0]), clip, cancellationToken);
        }

        await server.StopAsync();
    }

    /// <summary>Kills until there were so many kills in all.</summary>
    /// <param name="kills">How many.</param>
    /// <param name="halts">Whether to stop at the first finding.</param>
    /// <param name="cancellationToken">Ends the run; it can go on later.</param>
    public async Task KillAsync(int kills, bool halts, CancellationToken cancellationToken)
    {
        while (ledger.Kills < kills && !(halts && reporter.HasFindings))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await KillOnceAsync(KillMoment.Of(ledger.Seed!.Value, ledger.Kills), cancellationToken);
            reporter.Killed(kills);
        }
    }

    private async Task KillOnceAsync(KillMoment moment, CancellationToken cancellationToken)
    {
        server.Launch(CrashServer.Arguments);
        CrashSession? session = null;
        CrashLoad? load = null;
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = Task.CompletedTask;
        try
        {
            if (moment.Phase != KillPhase.Starting && await StartedAsync(cancellationToken))
            {
                session = new CrashSession(server, ledger.Tenants);
                var check = new CrashCheck(session, ledger, reporter).RunAsync(cut.Token);
                if (moment.Phase == KillPhase.Recovering)
                {
                    work = check;
                }
                else
                {
                    await check;
                    load = new CrashLoad(session, ledger, clips, reporter, unchecked((ledger.Seed!.Value * 7919) + ledger.Kills));
                    work = load.RunAsync(cut.Token);
                    await AcknowledgedAsync(ledger.Acknowledged + moment.Acknowledgements, cancellationToken);
                }
            }

            await Task.Delay(moment.After, time, cancellationToken);
        }
        catch (TriadException failure)
        {
            reporter.Find(FindingKind.Fault, $"the check failed before a kill: {failure.Reason}: {failure.Message}");
        }
        finally
        {
            load?.Ending();
            await server.KillAsync();
            await cut.CancelAsync();
            await EndedAsync(work);
            session?.Dispose();
            ledger.ReleaseAll();
        }

        ledger.Append(new JournalLine(JournalKind.Kill) { Text = $"{moment.Phase} {moment.Acknowledgements} {moment.After.TotalMilliseconds:0} ms" });
    }

    private async Task AcknowledgedAsync(int count, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (ledger.Acknowledged < count && time.GetElapsedTime(start) < LoadPatience)
            await Task.Delay(Look, time, cancellationToken);
        if (ledger.Acknowledged < count)
            reporter.Find(FindingKind.Fault, $"fewer acknowledgements than {count} after {LoadPatience.TotalSeconds} s of load");
    }

    private async Task<bool> StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await server.WaitReadyAsync(cancellationToken);
            return true;
        }
        catch (InvalidOperationException failure)
        {
            reporter.Find(FindingKind.Fault, failure.Message);
            return false;
        }
    }

    private static async Task EndedAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception cut) when (cut is OperationCanceledException or TriadException)
        {
            // The kill cut it off.
        }
    }

    /// <summary>Onboards a tenant; doing it twice is doing it once.</summary>
    /// <returns>A key of it.</returns>
    public static async Task<string> OnboardAsync(TriadClient @operator, string tenant, CancellationToken cancellationToken)
    {
        await @operator.Tenants.CreateAsync(tenant, new CreateTenantOptions { RequestId = tenant, Quotas = NoLimit }, cancellationToken);
        return (await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken)).Key;
    }

    private async Task LearnAsync(TriadClient client, CrashClip clip, CancellationToken cancellationToken)
    {
        var sample = new VideoRecord(0, Tenants[0], $"clip-{clip.Number}", clip.Number);
        await CrashLoad.UploadAsync(client, sample, clip, cancellationToken);
        await client.Library.WaitAsync(sample.Id, null, cancellationToken);
        var segments = await client.Library.SegmentsAsync(sample.Id, cancellationToken).ToListAsync(cancellationToken);
        await client.Library.DeleteAsync(sample.Id, cancellationToken: cancellationToken);
        ledger.Append(new JournalLine(JournalKind.Clip) { Clip = clip.Number, Text = JsonSerializer.Serialize(segments) });
    }
}
