using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Triad.Core.Catalogs;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Telemetry;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Telemetry;

/// <summary>What grains and ingest hosts tell about themselves: meter <see cref="MeterName"/> and the spans of ingests.</summary>
internal sealed class GrainsInstruments
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Triad.Grains";

    private static readonly IReadOnlyDictionary<TenantId, StoredTotals> NothingStored = new Dictionary<TenantId, StoredTotals>();

    private static readonly ActivitySource Source = new(TelemetryNames.GrainsSource);

    private readonly ConcurrentDictionary<int, (int Waiting, int InWork)> _queues = new();
    private readonly UpDownCounter<int> _ingesting;
    private readonly Histogram<double> _ingestSeconds;
    private readonly Counter<double> _mediaSeconds;
    private readonly Counter<double> _embedSeconds;
    private readonly Histogram<double> _searchSeconds;
    private readonly Histogram<double> _searchWaitSeconds;
    private readonly Counter<long> _shedSearches;
    private readonly Counter<double> _heldIngestSeconds;
    private IReadOnlyDictionary<TenantId, StoredTotals> _stored = NothingStored;

    public GrainsInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("triad.ingest.queue.jobs", Queued, "{video}", "Videos in the ingest queue, by partition and state (waiting, in_work).");
        _ingesting = meter.CreateUpDownCounter<int>("triad.ingest.running", "{video}", "Videos in work on this host.");
        _ingestSeconds = meter.CreateHistogram<double>("triad.ingest.duration", "s", "Time of an attempt at a video, by outcome.");
        _mediaSeconds = meter.CreateCounter<double>("triad.tenant.media", "s", "Seconds of media ingested, by tenant.");
        _embedSeconds = meter.CreateCounter<double>("triad.tenant.embed", "s", "Seconds that embedding took, by tenant and priority (query, ingest).");
        _searchSeconds = meter.CreateHistogram<double>("triad.search.duration", "s", "Time of a search, by stage (embed, search, merge).");
        _searchWaitSeconds = meter.CreateHistogram<double>("triad.search.wait", "s", "Time that a search waited for its turn, where it had to.");
        _shedSearches = meter.CreateCounter<long>("triad.search.shed", "{search}", "Searches refused because too many waited, by tenant.");
        _heldIngestSeconds = meter.CreateCounter<double>("triad.ingest.held", "s", "Seconds that segments waited since the embedder had no room for them.");
        meter.CreateObservableGauge("triad.tenant.stored", () => Stored(totals => totals.Bytes), "By", "Bytes of stored uploads, by tenant.");
        meter.CreateObservableGauge("triad.tenant.videos", () => Stored(totals => totals.Videos), "{video}", "Stored videos, by tenant.");
    }

    /// <summary>
    /// The span of an attempt at a video. It goes on in the trace of the upload, however long that is ago: the queue between them is a
    /// lease, not a call.
    /// </summary>
    public static Activity? BeginIngest(VideoKey key, string? traceParent)
    {
        var span = ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent)
            ? Source.StartActivity("ingest", ActivityKind.Consumer, parent)
            : Source.StartActivity("ingest", ActivityKind.Consumer);
        span.SetTenant(key.Tenant);
        span.SetVideo(key.Video);
        return span;
    }

    /// <summary>The span of a stage of an ingest.</summary>
    public static Activity? BeginStage(string stage) => Source.StartActivity(stage);

    /// <summary>What one partition of the ingest queue holds now.</summary>
    public void Queue(int partition, int waiting, int inWork) => _queues[partition] = (waiting, inWork);

    /// <summary>The partition is no longer on this silo.</summary>
    public void ForgetQueue(int partition) => _queues.TryRemove(partition, out _);

    /// <summary>A host begins with a video.</summary>
    public void IngestBegan() => _ingesting.Add(1);

    /// <summary>A host is done with a video.</summary>
    public void IngestEnded(ErrorReason? failure, TimeSpan elapsed)
    {
        _ingesting.Add(-1);
        _ingestSeconds.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", failure?.ToString() ?? "ready"));
    }

    /// <summary>Media of a tenant was ingested.</summary>
    public void Ingested(string tenant, TimeSpan media) => _mediaSeconds.Add(media.TotalSeconds, TenantTag(tenant));

    /// <summary>Embedding was done for a tenant.</summary>
    public void Embedded(string tenant, EmbedPriority priority, TimeSpan compute) =>
        _embedSeconds.Add(compute.TotalSeconds, TenantTag(tenant), new("priority", priority == EmbedPriority.Query ? "query" : "ingest"));

    /// <summary>A search waited for its turn.</summary>
    public void SearchWaited(TimeSpan waited) => _searchWaitSeconds.Record(waited.TotalSeconds);

    /// <summary>A search was refused.</summary>
    public void SearchShed(string tenant) => _shedSearches.Add(1, TenantTag(tenant));

    /// <summary>A segment waits since the embedder had no room for it.</summary>
    public void IngestHeld(TimeSpan wait) => _heldIngestSeconds.Add(wait.TotalSeconds);

    /// <summary>A search was answered.</summary>
    public void Searched(SearchAnswer answer)
    {
        _searchSeconds.Record(answer.EmbedTime.TotalSeconds, Stage("embed"));
        _searchSeconds.Record(answer.SearchTime.TotalSeconds, Stage("search"));
        _searchSeconds.Record(answer.MergeTime.TotalSeconds, Stage("merge"));
    }

    /// <summary>What each tenant has stored, as counted last.</summary>
    public void Counted(IReadOnlyDictionary<TenantId, StoredTotals> stored) => Volatile.Write(ref _stored, stored);

    /// <summary>Another process counts, or nobody.</summary>
    public void ForgetCounts() => Volatile.Write(ref _stored, NothingStored);

    private IEnumerable<Measurement<int>> Queued() => _queues.SelectMany(queue => new[]
    {
        new Measurement<int>(queue.Value.Waiting, new("partition", queue.Key), new("state", "waiting")),
        new Measurement<int>(queue.Value.InWork, new("partition", queue.Key), new("state", "in_work")),
    });

    private IEnumerable<Measurement<long>> Stored(Func<StoredTotals, long> value) =>
        Volatile.Read(ref _stored).Select(tenant => new Measurement<long>(value(tenant.Value), TenantTag(tenant.Key.Value)));

    private static KeyValuePair<string, object?> TenantTag(string tenant) => new(TelemetryNames.Tenant, tenant);

    private static KeyValuePair<string, object?> Stage(string stage) => new("stage", stage);
}
