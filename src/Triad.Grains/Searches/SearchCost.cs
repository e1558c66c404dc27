namespace Triad.Grains.Searches;

/// <summary>What has been computed for a search so far: a quota counts it also where the search comes to no answer.</summary>
internal sealed class SearchCost
{
    /// <summary>Embedding the query, and ordering hits again.</summary>
    public TimeSpan Compute { get; private set; }

    /// <summary>More was computed.</summary>
    public void Add(TimeSpan compute) => Compute += compute;
}
