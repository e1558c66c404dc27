namespace Triad.Grains.Abstractions.Quotas;

/// <summary>Whether the ingest of a video may go on now.</summary>
/// <param name="Wait">Null where it may; else how long until it is worth asking again.</param>
/// <param name="Why">What it waits for, for people; empty where it may go on.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.quotas.ingest-admission")]
public sealed record IngestAdmission(
    [property: Id(0)] TimeSpan? Wait,
    [property: Id(1)] string Why)
{
    /// <summary>It may go on.</summary>
    public static IngestAdmission Granted { get; } = new(null, string.Empty);
}
