using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>UsageService of the fake platform.</summary>
internal sealed class FakeUsage(PlatformScript script) : UsageService.UsageServiceBase
{
    public override Task<UsageExport> GetUsageExport(GetUsageExportRequest request, ServerCallContext context) =>
        Task.FromResult(new UsageExport { Targets = { script.Exports } });

    public override Task<ReconcileUsageResponse> ReconcileUsage(ReconcileUsageRequest request, ServerCallContext context)
    {
        var (items, next) = script.Page(script.Differences, request.PageToken);
        return Task.FromResult(new ReconcileUsageResponse { Differences = { items }, Videos = script.Differences.Count, NextPageToken = next });
    }
}
