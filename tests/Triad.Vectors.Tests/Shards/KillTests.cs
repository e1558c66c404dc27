using System.Diagnostics;
using System.Globalization;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Testing.Indexing;
using Triad.Testing.Time;

namespace Triad.Vectors.Tests.Shards;

public sealed class KillTests : IDisposable
{
    private const int Kills = 6;

    private readonly EmbeddedVectorIndexFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Writer_KilledAgainAndAgain_LosesNothingAcknowledgedAndLeavesNothingHalf()
    {
        var draw = new Random(20261120);
        var put = new HashSet<int>();
        var deleted = new HashSet<int>();
        var first = 1;
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunUntilKilled(first, acknowledgements: 1 + draw.Next(40), put, deleted);
            using var index = _fixture.Open(options => (options.GraphFromRows, options.AlwaysAsksGraphs) = (Victim.GraphFromRows, true));
            await AssertWhole(index, put, deleted);
            await index.GraphsAsync().WithinAsync("the graphs");
            await AssertWhole(index, put, deleted);
            first = put.Max() + 2;
        }
    }

    private async Task RunUntilKilled(int first, int acknowledgements, HashSet<int> put, HashSet<int> deleted)
    {
        using var victim = Process.Start(new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, Program.Victim, _fixture.Folder, $"{first}"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Equal($"opened {first}", await victim.StandardOutput.ReadLineAsync());
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
            (words[0] == "put" ? put : deleted).Add(int.Parse(words[1], CultureInfo.InvariantCulture));
        }
    }

    private static async Task AssertWhole(EmbeddedVectorIndex index, HashSet<int> put, HashSet<int> deleted)
    {
        // The write that was under way may be there or not, but never in part.
        for (var video = 1; video <= put.Max() + 1; video++)
        {
            var name = VideoId.From(Victim.Name(video));
            var stored = (await index.GetAsync(Victim.Shard, new VideoGeneration(name, 1), null, CancellationToken.None)).Value;
            var expected = Victim.Video(video);
            if (deleted.Contains(video))
                Assert.Empty(stored);
            else if (put.Contains(video) && video % 3 != 0)
                Assert.Equal(expected.Count, stored.Count);
            else
                Assert.Contains(stored.Count, new[] { 0, expected.Count });
            foreach (var (want, have) in expected.Zip(stored))
                Assert.True(want.Segment == have.Segment && want.Vectors.Length == have.Vectors.Length && want.Full().Span.SequenceEqual(have.Full().Span));
        }

        var query = new VectorQuery(
            Victim.Shard,
            Victim.Space,
            [new QueryLeg(RepresentationName.Full, new RandomPoints(1, Victim.Dimension).Vector())],
            Filter.Everything,
            [],
            HitGrouping.Segment,
            int.MaxValue);
        var hits = (await index.SearchAsync(query, CancellationToken.None)).Value;
        Assert.Equal(hits.Legs[0].Count, hits.Legs[0].Select(hit => hit.Id).Distinct().Count());
        Assert.Equal(0, hits.Legs[0].Count % Victim.Segments);
    }
}
