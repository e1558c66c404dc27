namespace Triad.Client;

/// <summary>What a token for one user of an application allows: never more than the key that it is made from.</summary>
public sealed record BoundTokenOptions
{
    /// <summary>The audience of platforms that are not set up otherwise.</summary>
    public const string DefaultAudience = "triad";

    /// <summary>Whom it is for, as the platform's logs and traces name the user; 1 to 200 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// What the user may see, by metadata, ids and duration; nested with the key's filter and with that of every request. <c>new SearchFilter()</c> for all that the
    /// key sees.
    /// </summary>
    public required SearchFilter Filter { get; init; }

    /// <summary>What the user may do: search, ingest or both.</summary>
    public IReadOnlyCollection<KeyScope> Scopes { get; init; } = [KeyScope.Search];

    /// <summary>How long it counts; above zero, and as far as the platform allows: an hour. Default 15 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The platform's audience, Triad:Gateway:TokenAudience.</summary>
    public string Audience { get; init; } = DefaultAudience;

    /// <summary>The key's tenant; the platform refuses the token where it is another. Null leaves it to the key.</summary>
    public string? Tenant { get; init; }
}
