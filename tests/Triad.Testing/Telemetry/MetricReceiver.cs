using Grpc.Core;
using Triad.Testing.Telemetry.Otlp;

namespace Triad.Testing.Telemetry;

internal sealed class MetricReceiver(OtlpArrivals arrivals) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
    {
        arrivals.Add(request.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics));
        return Task.FromResult(new ExportMetricsServiceResponse());
    }
}
