namespace Triad.Client;

/// <summary>Which holds are listed.</summary>
public sealed record ListHoldsOptions
{
    /// <summary>Only those that bind this video, the tenant's among them; null for all.</summary>
    public string? VideoId { get; init; }

    /// <summary>Leaves out those that were lifted.</summary>
    public bool ActiveOnly { get; init; }

    /// <summary>How many a page, 1 to 1,000; 0 leaves it to the platform.</summary>
    public int PageSize { get; init; }

    /// <summary>The token that the page before ended with; null for the first page.</summary>
    public string? PageToken { get; init; }
}
