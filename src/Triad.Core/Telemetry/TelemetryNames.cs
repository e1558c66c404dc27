namespace Triad.Core.Telemetry;

/// <summary>Names of telemetry that more than one component uses: sources of spans, and attributes that say whom a thing is about.</summary>
public static class TelemetryNames
{
    /// <summary>Every source and meter of the platform begins with this.</summary>
    public const string Ours = "Triad.*";

    /// <summary>Spans of ingests.</summary>
    public const string GrainsSource = "Triad.Grains";

    /// <summary>Spans of requests to the embedder, and of the batches that they share.</summary>
    public const string InferenceSource = "Triad.Inference";

    /// <summary>Spans of the embedded vector index.</summary>
    public const string VectorsSource = "Triad.Vectors";

    /// <summary>Attribute: the tenant.</summary>
    public const string Tenant = "triad.tenant";

    /// <summary>Attribute: the public part of the API key.</summary>
    public const string Key = "triad.key";

    /// <summary>Attribute: the person or service that a token is made for, by OpenTelemetry's conventions.</summary>
    public const string Subject = "enduser.id";

    /// <summary>Attribute: the video.</summary>
    public const string Video = "triad.video";

    /// <summary>Attribute: the number of the tenant's shard.</summary>
    public const string Shard = "triad.shard";

    /// <summary>Attribute: who waits, query or ingest.</summary>
    public const string Priority = "triad.priority";

    /// <summary>Attribute: rows of a batch, or rows compared.</summary>
    public const string Rows = "triad.rows";

    /// <summary>Attribute: the closed reason of an error.</summary>
    public const string Reason = "triad.reason";
}
