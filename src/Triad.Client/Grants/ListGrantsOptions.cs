namespace Triad.Client;

/// <summary>Which grants are listed.</summary>
public sealed record ListGrantsOptions
{
    /// <summary>Those that the tenant has received in place of those that it has given.</summary>
    public bool Received { get; init; }

    /// <summary>Leaves out those that have ended.</summary>
    public bool ActiveOnly { get; init; }

    /// <summary>How many a page, 1 to 1,000; 0 leaves it to the platform.</summary>
    public int PageSize { get; init; }

    /// <summary>The token that the page before ended with; null for the first page.</summary>
    public string? PageToken { get; init; }
}
