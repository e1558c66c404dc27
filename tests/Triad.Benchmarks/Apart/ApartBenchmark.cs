using System.Globalization;
using Triad.Benchmarks.Hosts;
using Triad.Doubles;
using Triad.Testing.Contract;
using Triad.Testing.Servers;
using Triad.Testing.Tenants;

namespace Triad.Benchmarks.Apart;

/// <summary>
/// Whether a stranger can tell by time what another tenant has from what nobody has: every call with every field that takes an identity, foreign and missing in
/// turns, on the real server as a process.
/// </summary>
internal sealed class ApartBenchmark : IBenchmark
{
    private const double MaxRatio = 1.05;
    private const double MinRatio = 0.95;

    // A ratio this near to 1 is not asked for again.
    private const double Doubt = 0.03;

    public string Name => "apart";

    public string Summary => "the time of an answer about another tenant's data against one about what nobody has, for every call and id";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rounds", "40", "new tenants that ask everything"),
        new("more", "400", "at most this many further rounds of what is not yet within 3 %"),
        new("index", "embedded", "embedded, or qdrant: its double"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (rounds, more) = (arguments.Number("rounds"), arguments.Number("more", minimum: 0));
        await using var qdrant = arguments.Text("index") switch
        {
            "embedded" => null,
            "qdrant" => await QdrantDouble.StartAsync(cancellationToken: cancellationToken),
            var other => throw new BenchmarkUsageException($"--index '{other}' is not known. Give embedded or qdrant."),
        };
        await using var server = await ServerProcess.StartAsync(
            qdrant is null
                ? [.. OwnerData.Settings]
                : ["--set", "Triad:Storage:Vectors=Qdrant", "--set", $"Triad:Qdrant:Endpoint={qdrant.Address}", .. OwnerData.Settings]);
        using var client = new ContractClient(server.Address);
        var owner = await OwnerData.MakeAsync(server, client, "tenant-of-7391");
        var attacks = ApartAttacks.Of(owner);
        var run = new ApartRun(server, client, owner);

        // The first ones meet code that is not compiled yet.
        await run.RoundAsync(attacks, cancellationToken);
        foreach (var attack in attacks)
        {
            attack.Foreign.Clear();
            attack.Missing.Clear();
        }

        for (var round = 0; round < rounds; round++)
            await run.RoundAsync(attacks, cancellationToken);
        for (var round = 0; round < more && attacks.Where(IsInDoubt).ToList() is { Count: > 0 } open; round++)
            await run.RoundAsync(open, cancellationToken);
        return Report(attacks);
    }

    private static BenchmarkReport Report(IReadOnlyList<ApartAttack> attacks)
    {
        var ordered = attacks.OrderByDescending(Distance).ToList();
        var worst = ordered[0];
        return new BenchmarkReport(
            [
                new("median_ratio", Math.Round(Ratio(worst), 3)),
                new("worst", worst.Name),
                new("attacks", attacks.Count),
                new("calls", attacks.Select(attack => attack.Method.FullName).Distinct().Count()),
                new("pairs", attacks.Sum(attack => attack.Foreign.Count)),
                new("outside", attacks.Count(attack => !IsApart(attack))),
            ],
            attacks.All(IsApart))
        {
            Details = [.. ordered.Select(attack => string.Create(
                CultureInfo.InvariantCulture,
                $"{Ratio(attack),6:0.000} {Load.Median(attack.Foreign),8:0.000} ms {Load.Median(attack.Missing),8:0.000} ms {attack.Foreign.Count,6}  {attack.Name}"))],
        };
    }

    private static bool IsApart(ApartAttack attack) => Ratio(attack) is >= MinRatio and <= MaxRatio;

    private static bool IsInDoubt(ApartAttack attack) => Distance(attack) > Math.Log(1 + Doubt);

    private static double Distance(ApartAttack attack) => Math.Abs(Math.Log(Ratio(attack)));

    private static double Ratio(ApartAttack attack) => Load.Median(attack.Foreign) / Load.Median(attack.Missing);
}
