namespace Triad.Core.Usage;

/// <summary>What usage was for.</summary>
public static class UsageSources
{
    /// <summary>A video that was put in.</summary>
    public const string Ingest = "ingest";

    /// <summary>A video that was embedded again, since the tenant changes its model.</summary>
    public const string ModelChange = "model_change";

    /// <summary>A query.</summary>
    public const string Query = "query";

    /// <summary>Hits of a search that were compared with its query once more.</summary>
    public const string Rerank = "rerank";
}
