using System.Diagnostics;
using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Logging.Console;
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
                logging.AddConsole(console => console.FormatterName = TextLineFormatter.FormatterName).AddConsoleFormatter<TextLineFormatter, ConsoleFormatterOptions>();
            logging.AddFilter("Microsoft", LogLevel.Warning);
            logging.AddFilter("Orleans", LogLevel.Warning);
            logging.AddFilter("Grpc", LogLevel.Warning);
            logging.AddFilter("Polly", LogLevel.Warning); // It tells of each execution within Orleans, also of those that need no retry.
        });
        if (Setting<string>(configuration, nameof(ServerOptions.OtlpEndpoint)) is { Length: > 0 } endpoint
            && Uri.TryCreate(endpoint, UriKind.Absolute, out var collector))
            services.AddExport(collector);
    }

    private static void AddExport(this IServiceCollection services, Uri collector) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService(ServiceName))
        .WithTracing(tracing => tracing
            .AddSource(TelemetryNames.Ours, Orleans.Diagnostics.ActivitySources.ApplicationGrainActivitySourceName)
            .AddAspNetCoreInstrumentation(http => http.EnrichWithHttpResponse = KeepNameOfCall)
            .AddGrpcClientInstrumentation())
        .WithMetrics(metrics => metrics
            .AddMeter(TelemetryNames.Ours, "Microsoft.Orleans")
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation())
        .WithLogging(_ => { }, logs => logs.IncludeFormattedMessage = true)
        .UseOtlpExporter(OtlpExportProtocol.Grpc, collector);

    // The instrumentation names a span by its route, "POST /triad.v1.SearchService/Search"; docs/telemetry.md promises the call's own name.
    private static void KeepNameOfCall(Activity span, HttpResponse response)
    {
        if (response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { } call)
            span.DisplayName = call.Method.FullName.TrimStart('/');
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
