using System.Diagnostics;
using Triad.Core.Catalogs;

namespace Triad.Persistence.Tests.Rows;

/// <summary>A process that is killed while it writes rows loses and doubles none that was acknowledged, and the totals stay true.</summary>
public sealed class RowKillTests : IAsyncLifetime
{
    private const int Kills = 5;

    private readonly StateDatabaseFixture _fixture = new();
    private readonly HashSet<(string Owner, string Number)> _put = [];
    private readonly HashSet<(string Owner, string Number)> _maybe = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task Writer_KilledAgainAndAgain_LosesAndDoublesNothing()
    {
        var draw = new Random(20261129);
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilled(1 + draw.Next(300));
            await CheckAsync();
            await _fixture.CloseAsync();
        }

        Assert.NotEmpty(_put);
    }

    private async Task CheckAsync()
    {
        var database = _fixture.Open();
        var listed = new List<CatalogRow>();
        for (var owner = 0; owner < RowVictim.Owners; owner++)
        {
            var rows = (await StateDatabaseFixture.Rows(database).OpenAsync(RowVictim.OwnerOf(owner), default)).Value;
            var found = rows.Opened.Select(row => row.Key).ToHashSet();
            var bucket = (await StateDatabaseFixture.Catalogs(database).OpenAsync(RowVictim.Tenant, owner, default)).Value;
            var videos = (await bucket.ListAsync(null, 10_000, default)).Value;
            foreach (var (_, number) in _put.Where(put => put.Owner == $"{owner}"))
            {
                Assert.Contains($"v{number}", found);
                Assert.Single(videos, video => video.Video.Value == $"{owner}-v{number}");
            }

            // What nobody acknowledged is at most what was under way: one put at each kill, and the removals that were begun.
            Assert.True(found.Count <= _put.Count(put => put.Owner == $"{owner}") + _maybe.Count(maybe => maybe.Owner == $"{owner}") + Kills);
            listed.AddRange(videos);
        }

        var totals = (await StateDatabaseFixture.Catalogs(database).TotalsAsync(default)).Value.GetValueOrDefault(RowVictim.Tenant);
        Assert.Equal(new StoredTotals(listed.Count, listed.Sum(row => row.Bytes)), totals);
    }

    private async Task RunUntilKilled(int lines)
    {
        using var victim = Process.Start(new ProcessStartInfo("dotnet", [typeof(RowVictim).Assembly.Location, RowVictim.Name, _fixture.DatabasePath])
        {
            RedirectStandardOutput = true,
        })!;
        for (var i = 0; i < lines; i++)
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
    }

    private void Note(string line)
    {
        if (line.Split(' ') is not [var what, var owner, var number])
            return; // Cut off by the kill.
        var row = (owner, number);
        switch (what)
        {
            case "put":
                _put.Add(row);
                break;
            case "removing":
                _put.Remove(row);
                _maybe.Add(row);
                break;
            case "removed":
                _maybe.Remove(row);
                break;
        }
    }
}
