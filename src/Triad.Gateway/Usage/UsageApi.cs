using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Usage;

namespace Triad.Gateway.Usage;

/// <summary>UsageService.</summary>
internal sealed class UsageApi(IGrainFactory grains, UsageComparison comparison) : V1.UsageService.UsageServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.UsageExport> GetUsageExport(V1.GetUsageExportRequest request, ServerCallContext context)
    {
        var status = (await grains.UsageClerk().StatusAsync(context.CancellationToken)).OrThrow();
        return new V1.UsageExport { Targets = { status.Select(ToWire) } };
    }

    /// <inheritdoc/>
    public override Task<V1.ReconcileUsageResponse> ReconcileUsage(V1.ReconcileUsageRequest request, ServerCallContext context) =>
        comparison.CompareAsync(request, context.CancellationToken);

    private static V1.UsageExportTarget ToWire(ExportTargetStatus target) => new()
    {
        Name = target.Name,
        Kind = target.Kind,
        PendingEvents = target.Pending,
        SentEvents = target.Sent,
        LastSuccessTime = target.SucceededAt is { } succeeded ? Timestamp.FromDateTimeOffset(succeeded) : null,
        Problem = target.Problem ?? "",
        FailedTries = target.Tries,
        NextTryTime = target.NextTry is { } next ? Timestamp.FromDateTimeOffset(next) : null,
    };
}
