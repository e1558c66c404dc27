using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Triad.Persistence.Database;
using Triad.Testing.GrainState;

namespace Triad.Persistence.Tests.Database;

/// <summary>
/// A process in which several grains raise their counters, each from what is stored, until it is killed. It says what was acknowledged:
/// <c>GRAIN COUNT</c>.
/// </summary>
public static class Victim
{
    public const int Grains = 8;

    public static async Task RunAsync(string path)
    {
        var options = Options.Create(new SqlitePersistenceOptions { DatabasePath = path });
        await using var database = new StateDatabaseHolder(options);
        var storage = StateDatabaseFixture.Storage(database);
        await Task.WhenAll(Enumerable.Range(0, Grains).Select(async grain =>
        {
            var state = new GrainState<SampleState>();
            await storage.ReadStateAsync("sample", Id(grain), state);
            while (true)
            {
                state.State = state.State! with { Count = state.State.Count + 1 };
                await storage.WriteStateAsync("sample", Id(grain), state);
                Console.WriteLine(FormattableString.Invariant($"{grain} {state.State.Count}"));
            }
        }));
    }

    public static GrainId Id(int grain) => GrainId.Create("sample", $"counter-{grain}");
}
