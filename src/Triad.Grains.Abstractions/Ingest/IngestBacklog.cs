namespace Triad.Grains.Abstractions.Ingest;

/// <summary>What an ingest queue, or a partition of it, has to do.</summary>
/// <param name="Waiting">Videos that a host may take now; those of tenants that are held do not count.</param>
/// <param name="InWork">Videos that hosts have.</param>
/// <param name="OldestAge">How long the oldest of those that wait has been known to its silo; zero where none waits.</param>
/// <param name="Work">What all of them will take a host, by what videos took lately.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-backlog")]
public sealed record IngestBacklog(
    [property: Id(0)] int Waiting,
    [property: Id(1)] int InWork,
    [property: Id(2)] TimeSpan OldestAge,
    [property: Id(3)] TimeSpan Work)
{
    /// <summary>Nothing to do.</summary>
    public static IngestBacklog None { get; } = new(0, 0, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Both together.</summary>
    public IngestBacklog Plus(IngestBacklog other) => new(
        Waiting + other.Waiting,
        InWork + other.InWork,
        OldestAge > other.OldestAge ? OldestAge : other.OldestAge,
        Work + other.Work);
}
