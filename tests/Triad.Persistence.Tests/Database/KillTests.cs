using System.Diagnostics;
using System.Globalization;
using Orleans;
using Triad.Testing.GrainState;

namespace Triad.Persistence.Tests.Database;

public sealed class KillTests : IAsyncLifetime
{
    private const int Kills = 5;

    private readonly StateDatabaseFixture _fixture = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Writer_KilledAgainAndAgain_LosesNothingAcknowledged()
    {
        var draw = new Random(20261120);
        var acknowledged = new long[Victim.Grains];
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilled(1 + draw.Next(200), acknowledged);
            var storage = StateDatabaseFixture.Storage(_fixture.Open());
            for (var grain = 0; grain < Victim.Grains; grain++)
            {
                var state = new GrainState<SampleState>();
                await storage.ReadStateAsync("sample", Victim.Id(grain), state);

                // The write that was under way may be there; its acknowledgement was not heard.
                Assert.InRange(state.State!.Count, acknowledged[grain], acknowledged[grain] + 1);
                acknowledged[grain] = state.State.Count;
            }

            await _fixture.CloseAsync();
        }

        Assert.True(acknowledged.Sum() > 0);
    }

    private async Task RunUntilKilled(int acknowledgements, long[] acknowledged)
    {
        using var victim = Process.Start(new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, Program.Victim, _fixture.DatabasePath])
        {
            RedirectStandardOutput = true,
        })!;
        for (var i = 0; i < acknowledgements; i++)
        {
            var line = await victim.StandardOutput.ReadLineAsync();
            Assert.True(line is not null, "The victim ended by itself.");
            Note(line);
        }

        // SIGKILL: nothing in the process runs any more. What it said before that is read to the end.
        victim.Kill();
        while (await victim.StandardOutput.ReadLineAsync() is { } line)
            Note(line);
        await victim.WaitForExitAsync();

        void Note(string line)
        {
            var words = line.Split(' ');
            var count = long.Parse(words[1], CultureInfo.InvariantCulture);
            acknowledged[int.Parse(words[0], CultureInfo.InvariantCulture)] = Math.Max(acknowledged[int.Parse(words[0], CultureInfo.InvariantCulture)], count);
        }
    }
}
