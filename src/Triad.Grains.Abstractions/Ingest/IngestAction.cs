namespace Triad.Grains.Abstractions.Ingest;

/// <summary>What an ingest host shall do with a leased video.</summary>
public enum IngestAction
{
    /// <summary>Nothing: the video is done, or gone.</summary>
    Drop,

    /// <summary>Decode, embed and index.</summary>
    Work,

    /// <summary>Nothing now: a quota of the tenant is used up.</summary>
    Wait,
}
