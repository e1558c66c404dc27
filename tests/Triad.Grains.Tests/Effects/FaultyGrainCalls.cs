using Orleans;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Grains.Tests.Effects;

/// <summary>Calls between the grains of an ingest that may go wrong; calls that only read are let through.</summary>
internal sealed class FaultyGrainCalls(EffectFaults faults) : IIncomingGrainCallFilter
{
    /// <summary>Whose lease a call for leases is, is known only afterwards.</summary>
    public const string Anyone = "*";

    private static readonly Type[] Interfaces = [typeof(IVideoGrain), typeof(IIngestQueueGrain), typeof(IIndexShardGrain), typeof(ICatalogGrain), typeof(IQuotaGrain), typeof(IUsageLedgerGrain), typeof(IWebhookGrain)];

    private static readonly HashSet<string> Reads =
    [
        $"{nameof(IVideoGrain)}.{nameof(IVideoGrain.GetAsync)}",
        $"{nameof(IVideoGrain)}.{nameof(IVideoGrain.WatchAsync)}",
        $"{nameof(IVideoGrain)}.{nameof(IVideoGrain.SegmentsAsync)}",
        $"{nameof(IIngestQueueGrain)}.{nameof(IIngestQueueGrain.WaitForWorkAsync)}",
        $"{nameof(IIngestQueueGrain)}.{nameof(IIngestQueueGrain.HeartbeatAsync)}",
        $"{nameof(IIngestQueueGrain)}.{nameof(IIngestQueueGrain.BacklogAsync)}",
        $"{nameof(IIndexShardGrain)}.{nameof(IIndexShardGrain.SearchAsync)}",
        $"{nameof(IIndexShardGrain)}.{nameof(IIndexShardGrain.GetAsync)}",
        $"{nameof(IIndexShardGrain)}.{nameof(IIndexShardGrain.WaitAsync)}",
        $"{nameof(ICatalogGrain)}.{nameof(ICatalogGrain.ListAsync)}",
        $"{nameof(IQuotaGrain)}.{nameof(IQuotaGrain.UseAsync)}",
        $"{nameof(IVideoGrain)}.{nameof(IVideoGrain.UsageAsync)}",
        $"{nameof(IUsageLedgerGrain)}.{nameof(IUsageLedgerGrain.StoredAsync)}",
        $"{nameof(IUsageLedgerGrain)}.{nameof(IUsageLedgerGrain.CompareAsync)}",
        $"{nameof(IUsageLedgerGrain)}.{nameof(IUsageLedgerGrain.QueryAsync)}",
        $"{nameof(IUsageLedgerGrain)}.{nameof(IUsageLedgerGrain.PendingAsync)}",
    ];

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        var method = context.InterfaceMethod;
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        if (!Interfaces.Contains(method.DeclaringType) || Reads.Contains(name))
        {
            await context.Invoke();
            return;
        }

        var isFirst = true;
        context.Result = await faults.RunAsync(
            TenantOf(context),
            $"call: {name}",
            async () =>
            {
                if (!isFirst)
                    return await AgainAsync(context);
                isFirst = false;
                await context.Invoke();
                return context.Result;
            },
            static error => throw new StorageException(error));
    }

    private static string TenantOf(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IIngestQueueGrain))
            return context.TargetId.Key.ToString()!.Split('/')[0];
        return context.Request.GetArgument(0) is IngestJob job ? job.TenantId.Value : Anyone;
    }

    /// <summary>Delivers the message a second time.</summary>
    private static async Task<object?> AgainAsync(IIncomingGrainCallContext context)
    {
        var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument).ToArray();
        var task = (Task)context.ImplementationMethod.Invoke(context.Grain, arguments)!;
        await task;
        return task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task);
    }
}
