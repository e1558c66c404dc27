using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Triad.Server.Hosting;

namespace Triad.Server.Telemetry;

/// <summary>Logs for people on the console; traces and metrics to a collector where one is configured.</summary>
internal static class TelemetryExtensions
{
    // Every source and meter of ours begins with this.
    private const string OurNames = "Triad.*";

    public static void AddTriadTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(logging =>
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
            logging.AddFilter("Microsoft", LogLevel.Warning);
            logging.AddFilter("Orleans", LogLevel.Warning);
            logging.AddFilter("Grpc", LogLevel.Warning);
        });
        if (configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.OtlpEndpoint)}"] is not { Length: > 0 } endpoint)
            return;
        services.AddSingleton(_ => OpenTelemetrySdk.Create(telemetry => telemetry
            .ConfigureResource(resource => resource.AddService("triad"))
            .WithTracing(tracing => tracing.AddSource(OurNames, "Microsoft.Orleans.Application"))
            .WithMetrics(metrics => metrics.AddMeter(OurNames, "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel"))
            .UseOtlpExporter(OpenTelemetry.Exporter.OtlpExportProtocol.Grpc, new Uri(endpoint))));
        services.AddHostedService<TelemetryHost>();
    }
}
