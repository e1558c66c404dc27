using Grpc.Core;
using Triad.Testing.Telemetry.Otlp;

namespace Triad.Testing.Telemetry;

internal sealed class TraceReceiver(OtlpArrivals arrivals) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
    {
        arrivals.Add(request.ResourceSpans.SelectMany(resource => resource.ScopeSpans)
            .SelectMany(scope => scope.Spans.Select(span => new ReceivedSpan(scope.Scope.Name, span))));
        return Task.FromResult(new ExportTraceServiceResponse());
    }
}
