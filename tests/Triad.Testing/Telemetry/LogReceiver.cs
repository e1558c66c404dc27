using Grpc.Core;
using Triad.Testing.Telemetry.Otlp;

namespace Triad.Testing.Telemetry;

internal sealed class LogReceiver(OtlpArrivals arrivals) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context)
    {
        arrivals.Add(request.ResourceLogs.SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords));
        return Task.FromResult(new ExportLogsServiceResponse());
    }
}
