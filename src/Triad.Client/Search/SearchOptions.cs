namespace Triad.Client;

/// <summary>How to search.</summary>
public sealed record SearchOptions
{
    /// <summary>
    /// Which stored vectors the query is compared with, by their names: <c>t</c>, <c>v</c>, <c>a</c>, <c>va</c>, <c>tva</c>, <c>clip.v</c> …;
    /// of several the best counts. Empty, or <c>full</c>: the one of all that each segment has.
    /// </summary>
    public IReadOnlyList<string> Representations { get; init; } = [];

    /// <summary>Conditions on videos and segments.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>What a hit stands for.</summary>
    public ResultGrouping GroupBy { get; init; }

    /// <summary>Whether the query is compared with segments or with whole videos.</summary>
    public SearchLevel Level { get; init; }

    /// <summary>Hits in one answer, 1 to 1,000; null leaves it to the platform (10).</summary>
    public int? Limit { get; init; }

    /// <summary>The page to read: <see cref="SearchPage.NextPageToken"/> of the one before; null for the first.</summary>
    public string? PageToken { get; init; }

    /// <summary>A <see cref="Video.Watermark"/>: waits until what was written by then can be found.</summary>
    public string? WaitFor { get; init; }

    /// <summary>Leaves the videos of the query's stored parts out of the hits.</summary>
    public bool ExcludeStoredParts { get; init; }

    /// <summary>Asks for what each modality adds to a score.</summary>
    public bool Explain { get; init; }

    /// <summary>While the tenant's model is changed: asks the model that is not the live one, to compare the two.</summary>
    public bool OtherModel { get; init; }

    /// <summary>Grants that the tenant has received, at most 16: what they let through of other tenants' libraries is searched too.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [];

    internal V1.SearchOptions ToWire()
    {
        var options = new V1.SearchOptions
        {
            Representations = { Representations },
            Filter = Filter?.ToWire(),
            GroupBy = (V1.GroupBy)GroupBy,
            Level = (V1.Level)Level,
            PageToken = PageToken ?? string.Empty,
            WaitFor = WaitFor ?? string.Empty,
            ExcludeStoredParts = ExcludeStoredParts,
            Explain = Explain,
            OtherModel = OtherModel,
        };
        if (Limit is { } limit)
            options.Limit = limit;
        return options;
    }
}
