using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Usage.Export;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Grains.Usage.Export;

/// <summary>
/// Brings events to the targets: reads what a target lacks, sends it, and notes then how far it is. Cut short anywhere it sends the same again, and never
/// leaves anything out. Targets do not wait for each other.
/// </summary>
internal sealed partial class UsageExporter(IGrainFactory grains, UsageTargets targets, TimeProvider time, ILogger log)
{
    // A round ends in time for its caller; the next one goes on.
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, TargetProgress> _progress =
        targets.All.ToDictionary(target => target.Sink.Name, target => new TargetProgress(target.Sink), StringComparer.Ordinal);

    public ImmutableArray<ExportTargetStatus> Status() => [.. targets.All.Select(target => _progress[target.Sink.Name].ToStatus())];

    /// <summary>A round over tenants.</summary>
    public Task ExportAsync(IReadOnlyList<TenantId> tenants, CancellationToken cancellationToken) =>
        Task.WhenAll(targets.All.Select(target => ExportAsync(target.Sink, target.Options, tenants, cancellationToken)));

    private async Task ExportAsync(IUsageSink sink, UsageTargetOptions options, IReadOnlyList<TenantId> tenants, CancellationToken cancellationToken)
    {
        var progress = _progress[sink.Name];
        var begun = time.GetTimestamp();
        if (!progress.IsDue(time.GetUtcNow()))
            return;
        var waiting = new Queue<TenantId>(tenants);
        long left = 0;
        while (waiting.Count > 0 && time.GetElapsedTime(begun) < RoundTime)
        {
            var slices = new List<UsageSlice>();
            var events = 0;
            while (waiting.Count > 0 && events < options.BatchEvents)
            {
                var tenant = waiting.Peek();
                var pending = await grains.UsageLedger(tenant).PendingAsync(sink.Name, options.BatchEvents - events, cancellationToken);
                if (!pending.IsOk)
                {
                    Fail(progress, sink, pending.Error);
                    return;
                }

                if (await TakeAsync(sink, tenant, pending.Value, cancellationToken) is { } slice)
                    slices.Add(slice);
                events += pending.Value.Events.Length;
                if (pending.Value.Left > 0)
                    break; // The batch is full; what is behind it goes with the next one.
                waiting.Dequeue();
            }

            if (slices.Count == 0)
                continue;
            var sent = await SendAsync(sink, slices, progress, cancellationToken);
            if (!sent)
            {
                progress.Left(left + events);
                return;
            }
        }

        foreach (var tenant in waiting)
        {
            var pending = await grains.UsageLedger(tenant).PendingAsync(sink.Name, 1, cancellationToken);
            left += pending.IsOk ? pending.Value.Events.Length + pending.Value.Left : 0;
        }

        progress.Left(left);
    }

    private async Task<UsageSlice?> TakeAsync(IUsageSink sink, TenantId tenant, PendingUsage pending, CancellationToken cancellationToken)
    {
        if (!pending.Events.IsEmpty)
            return new UsageSlice(tenant, pending.First, pending.Last, [.. pending.Events.Select(entry => targets.Json.Write(entry.ToEvent()!))]);
        if (pending.Last > 0)
            await grains.UsageLedger(tenant).ExportedAsync(sink.Name, pending.Last, cancellationToken); // Older events are kept no longer.
        return null;
    }

    private async Task<bool> SendAsync(IUsageSink sink, List<UsageSlice> slices, TargetProgress progress, CancellationToken cancellationToken)
    {
        var sent = await sink.SendAsync(slices, cancellationToken);
        foreach (var slice in slices)
        {
            if (!sent.IsOk)
                break;
            sent = await grains.UsageLedger(slice.Tenant).ExportedAsync(sink.Name, slice.Last, cancellationToken);
        }

        if (sent.IsOk)
            progress.Sent(slices.Sum(slice => slice.Events.Count), time.GetUtcNow());
        else
            Fail(progress, sink, sent.Error);
        return sent.IsOk;
    }

    private void Fail(TargetProgress progress, IUsageSink sink, Error error)
    {
        progress.Failed(error, time.GetUtcNow());
        LogFailed(sink.Name, sink.Kind, error.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage could not be exported to {Target} ({Kind}), and is sent again: {Problem}")]
    private partial void LogFailed(string target, string kind, string problem);
}
