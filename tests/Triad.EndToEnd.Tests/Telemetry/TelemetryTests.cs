using Triad.Testing.Telemetry;
using Triad.Testing.Telemetry.Otlp;

namespace Triad.EndToEnd.Tests.Telemetry;

/// <summary>The real server against a collector of the test's own.</summary>
public sealed class TelemetryTests(TelemetryFixture fixture) : IClassFixture<TelemetryFixture>
{
    private const string Tenant = TelemetryFixture.Tenant;
    private const string Video = TelemetryFixture.Video;
    private const string Search = "triad.v1.SearchService/Search";
    private const string Upload = "triad.v1.LibraryService/UploadVideo";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private OtlpCollector Collector => fixture.Collector;

    [Fact]
    public async Task Search_OneTrace_FromGatewayOverGrainAndBatchToIndex()
    {
        var trace = await TraceOfAsync(Search, ["embed", "embed batch", "index search"]);

        Assert.All(Named(trace, Search, "index search"), span => Assert.Equal(Tenant, span.Text("triad.tenant")));
        AssertBelow(trace, Search, "ISearchGrain/SearchAsync");
        AssertBelow(trace, "ISearchGrain/SearchAsync", "embed");
        AssertBelow(trace, "embed", "embed batch");
        AssertBelow(trace, "ISearchGrain/SearchAsync", "index search");
    }

    [Fact]
    public async Task Upload_OneTrace_GoesOnInItsIngest()
    {
        var trace = await TraceOfAsync(Upload, ["ingest", "probe", "decode", "embed", "embed batch", "index upsert"]);

        Assert.All(Named(trace, Upload, "ingest"), span => Assert.Equal((Tenant, Video), (span.Text("triad.tenant"), span.Text("triad.video"))));
        AssertBelow(trace, Upload, "ingest");
        AssertBelow(trace, "ingest", "decode");
        AssertBelow(trace, "decode", "embed batch");
        AssertBelow(trace, "decode", "index upsert");
    }

    [Theory]
    [InlineData("triad.gateway.call.duration", null)]
    [InlineData("triad.gateway.call.running", null)]
    [InlineData("triad.ingest.queue.jobs", null)]
    [InlineData("triad.ingest.duration", null)]
    [InlineData("triad.inference.queue.rows", null)]
    [InlineData("triad.inference.batch.rows", null)]
    [InlineData("triad.inference.wait.duration", null)]
    [InlineData("triad.search.duration", null)]
    [InlineData("triad.vectors.search.queue", null)]
    [InlineData("triad.vectors.search.duration", null)]
    [InlineData("triad.tenant.embed", Tenant)]
    [InlineData("triad.tenant.media", Tenant)]
    [InlineData("triad.tenant.stored", Tenant)]
    public Task Metric_OfEveryQueueLatencyBatchAndTenant_Arrives(string name, string? tenant) =>
        Collector.Arrivals.UntilAsync(
            arrivals => arrivals.Metrics.Any(metric => metric.Name == name && (tenant is null || ValueOf(metric, tenant) > 0)), Patience);

    [Fact]
    public async Task Logs_AreStructured_TenantAndVideoAreFields()
    {
        await Collector.Arrivals.UntilAsync(arrivals => arrivals.Logs.Any(log => Has(log, "TenantId", Tenant) && Has(log, "VideoId", Video)), Patience);

        var uploaded = Collector.Arrivals.Logs.First(log => Has(log, "VideoId", Video));
        Assert.False(uploaded.TraceId.IsEmpty);
    }

    [Fact]
    public async Task Upload_ThatTheClientResets_EndsWithoutAnErrorOfTheLog()
    {
        using (var call = new V1.LibraryService.LibraryServiceClient(fixture.Client.Invoker).UploadVideo())
        {
            await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Header = new V1.UploadHeader { VideoId = "gone" } });
            await call.RequestStream.WriteAsync(new V1.UploadVideoRequest { Chunk = Google.Protobuf.ByteString.CopyFrom(1, 2, 3) });
        }

        await Collector.Arrivals.UntilAsync(
            arrivals => arrivals.Spans.Exists(span => span.Name == Upload && span.Number("rpc.grpc.status_code") is > 0), Patience);
        Assert.Empty(fixture.ErrorLogs);
    }

    /// <summary>All spans of the trace that begins with a call, as soon as the spans named are among them.</summary>
    private async Task<IReadOnlyList<ReceivedSpan>> TraceOfAsync(string call, string[] names)
    {
        await Collector.Arrivals.UntilAsync(
            arrivals => TraceOf(arrivals, call) is { } trace && names.All(name => trace.Any(span => span.Name == name)), Patience);
        return TraceOf(Collector.Arrivals, call)!;
    }

    private static List<ReceivedSpan>? TraceOf(OtlpArrivals arrivals, string call)
    {
        var spans = arrivals.Spans;
        return spans.Find(span => span.Name == call && span.Number("rpc.grpc.status_code") == 0) is { } root ? [.. spans.Where(span => span.Trace == root.Trace)] : null;
    }

    private static IEnumerable<ReceivedSpan> Named(IEnumerable<ReceivedSpan> trace, params string[] names) =>
        trace.Where(span => names.Contains(span.Name));

    /// <summary>Some span of one name lies, over any number of others, below one of another name.</summary>
    private static void AssertBelow(IReadOnlyList<ReceivedSpan> trace, string above, string below)
    {
        var byId = trace.ToDictionary(span => span.Id);
        var tops = Named(trace, above).Select(span => span.Id).ToHashSet();
        Assert.Contains(Named(trace, below), span =>
        {
            for (var at = span; byId.TryGetValue(at.Parent, out var parent); at = parent)
            {
                if (tops.Contains(parent.Id))
                    return true;
            }

            return false;
        });
    }

    private static double ValueOf(Metric metric, string tenant) =>
        (metric.Sum?.DataPoints ?? metric.Gauge?.DataPoints)?
            .Where(point => point.Attributes.Any(attribute => attribute.Key == "triad.tenant" && attribute.Value.Text == tenant))
            .Select(point => point.AsDouble + point.AsInt)
            .FirstOrDefault() ?? 0;

    private static bool Has(LogRecord log, string field, string value) =>
        log.Attributes.Any(attribute => attribute.Key == field && attribute.Value.Text == value);
}
