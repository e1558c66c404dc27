namespace Triad.Cli.Samples;

/// <summary>queries.json.</summary>
internal sealed record QueryDocument(int Seed, IReadOnlyList<DemoQuery> Queries);
