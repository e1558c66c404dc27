using Triad.Client;
using Triad.Testing.Telemetry;

namespace Triad.EndToEnd.Tests.Telemetry;

/// <summary>A server that sends all it tells to a collector, and has been used once: a tenant, an upload, a search.</summary>
public sealed class TelemetryFixture : IAsyncLifetime
{
    public const string Tenant = "acme";
    public const string Video = "first";

    private ServerProcess _server = null!;

    internal IReadOnlyList<string> ErrorLogs => _server.ErrorLogs;

    internal TriadClient Client { get; private set; } = null!;

    internal OtlpCollector Collector { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Collector = await OtlpCollector.StartAsync();
        _server = ServerProcess.Over(Directory.CreateTempSubdirectory("triad-e2e-").FullName);
        _server.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        _server.Environment["OTEL_BLRP_SCHEDULE_DELAY"] = "100";
        _server.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "300";
        await _server.RestartAsync("--set", $"Triad:Server:OtlpEndpoint={Collector.Address}", "--set", "Triad:Telemetry:StorageSeconds=1");
        Client = await _server.OnboardAsync(Tenant);
        var sample = Directory.EnumerateFiles(Checkout.Samples, "*.mp4").Order().First();
        await Client.Library.UploadAsync(sample, new UploadOptions { VideoId = Video });
        await Client.Library.WaitAsync(Video);
        await Client.Search.QueryAsync("a red ring");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_server.Data, recursive: true);
        await Collector.DisposeAsync();
    }
}
