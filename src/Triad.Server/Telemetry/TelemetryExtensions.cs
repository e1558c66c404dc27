using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Triad.Core.Telemetry;
using Triad.Server.Hosting;

namespace Triad.Server.Telemetry;

/// <summary>Logs on the console; traces, metrics and logs to a collector where one is configured.</summary>
internal static class TelemetryExtensions
{
    private const string ServiceName = "triad";

    public static void AddTriadTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(logging =>
        {
            if (Setting<LogFormat>(configuration, nameof(ServerOptions.LogFormat)) == LogFormat.Json)
                logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
            else
                logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
            logging.AddFilter("Microsoft", LogLevel.Warning);
            logging.AddFilter("Orleans", LogLevel.Warning);
            logging.AddFilter("Grpc", LogLevel.Warning);
        });
        if (Setting<string>(configuration, nameof(ServerOptions.OtlpEndpoint)) is { Length: > 0 } endpoint
            && Uri.TryCreate(endpoint, UriKind.Absolute, out var collector))
            services.AddExport(collector);
    }

    private static void AddExport(this IServiceCollection services, Uri collector)
    {
        services.AddLogging(logging => logging.AddOpenTelemetry(logs =>
        {
            logs.IncludeFormattedMessage = true;
            logs.SetResourceBuilder(ResourceBuilder.CreateDefault().AddService(ServiceName));
            logs.AddOtlpExporter(exporter => (exporter.Endpoint, exporter.Protocol) = (collector, OtlpExportProtocol.Grpc));
        }));
        services.AddSingleton(_ => OpenTelemetrySdk.Create(telemetry => telemetry
            .ConfigureResource(resource => resource.AddService(ServiceName))
            .WithTracing(tracing => tracing.AddSource(TelemetryNames.Ours, "Microsoft.AspNetCore", Orleans.Diagnostics.ActivitySources.ApplicationGrainActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Ours, "Microsoft.Orleans", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"))
            .UseOtlpExporter(OtlpExportProtocol.Grpc, collector)));
        services.AddHostedService<TelemetryHost>();
    }

    // Logging is made before options can be asked for; the validator tells what is wrong with these.
    private static T? Setting<T>(IConfiguration configuration, string name)
    {
        try
        {
            return configuration.GetSection(ServerOptions.Section).GetValue<T>(name);
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
