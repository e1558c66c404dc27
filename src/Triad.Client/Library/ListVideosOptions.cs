namespace Triad.Client;

/// <summary>Which videos to list.</summary>
public sealed record ListVideosOptions
{
    /// <summary>Only these states; empty for all.</summary>
    public IReadOnlyList<VideoState> States { get; init; } = [];

    /// <summary>Conditions on metadata, ids, duration and time of creation.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>How many come in one answer, 1 to 1,000; 0 leaves it to the platform.</summary>
    public int PageSize { get; init; }

    /// <summary>Goes on after a page: its <see cref="Page{T}.NextPageToken"/>, with the same states and filter.</summary>
    public string? PageToken { get; init; }
}
