namespace Triad.Cli.Demo;

/// <summary>What the demo shows, and whether it passed: the expected video first in 90 % of the queries, in the first three always.</summary>
internal sealed record DemoReport(
    int? Seed,
    string Model,
    int Clips,
    double IngestSeconds,
    IReadOnlyList<DemoAnswer> Queries)
{
    public const double FirstShareNeeded = 0.9;
    public const int RankAllowed = 3;

    public int First => Queries.Count(answer => answer.Rank == 1);

    public double FirstShare => Queries.Count == 0 ? 0 : (double)First / Queries.Count;

    public int BeyondThird => Queries.Count(answer => answer.Rank is null or > RankAllowed);

    public bool Passed => FirstShare >= FirstShareNeeded && BeyondThird == 0;
}
