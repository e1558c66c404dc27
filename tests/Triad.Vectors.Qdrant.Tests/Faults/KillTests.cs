using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Tests.Calls;

namespace Triad.Vectors.Qdrant.Tests.Faults;

/// <summary>
/// A process dies between any two of its calls; another takes over with the next epoch and goes on where the acknowledgements ended.
/// </summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Dimension = 8;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly CancellationToken None = CancellationToken.None;

    private QdrantDouble _server = null!;

    public async ValueTask InitializeAsync() => _server = await QdrantDouble.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnyCall_ProcessDiesThere_NothingAcknowledgedIsLostAndTheRestCanBeDoneAgain(bool answered)
    {
        var total = await RunAsync(int.MaxValue, answered);
        Assert.True(total > 20, $"Only {total} calls were made.");
        for (var cut = 1; cut <= total; cut++)
            await RunAsync(cut, answered);
    }

    private async Task<int> RunAsync(int cut, bool answered)
    {
        await using var fixture = new QdrantIndexFixture(_server.Address);
        var shard = new ShardId(TenantId.From($"t{Guid.NewGuid():N}"), 0);
        var script = new Script(shard);
        var killer = new CutAfter(cut, answered);
        var dying = fixture.Open(options => options.MaxRetries = 0, null, killer);

        var (done, _) = await script.RunAsync(dying, 1, 0);
        var fresh = fixture.Open();
        if (done > 0)
            await script.AssertAsync(fresh, done, atLeast: true);
        var (all, failure) = await script.RunAsync(fresh, 2, done);
        Assert.True(all == script.Length, $"Cut at call {cut}, step {all} fails: {failure?.Message}");
        await script.AssertAsync(fresh, script.Length, atLeast: false);
        return killer.Made;
    }

    /// <summary>Writes as ingests make them, each with what is stored once it is acknowledged.</summary>
    private sealed class Script
    {
        private readonly List<(Func<VectorIndexSut, long, Task<Result<long>>> Step, VectorPoint[] Stored)> _steps = [];
        private readonly ShardId _shard;

        public Script(ShardId shard)
        {
            _shard = shard;
            var random = new RandomPoints(7, Dimension);
            var (first, second, other) = (random.Video("a", 1, 3), random.Video("a", 2, 4), random.Video("b", 1, 2));
            _steps.Add((Opened, []));
            _steps.Add((Put(first), [.. first]));
            _steps.Add((Put(other), [.. first, .. other]));
            _steps.Add((Put(second), [.. first, .. other, .. second]));
            _steps.Add((Gone("a", 1), [.. other, .. second]));
            _steps.Add((Gone("b", null), [.. second]));
        }

        public int Length => _steps.Count;

        /// <summary>Goes on from a step until one fails. Returns how many were acknowledged, and why the next one was not.</summary>
        public async Task<(int Done, Error? Failure)> RunAsync(VectorIndexSut sut, long epoch, int from)
        {
            if (from > 0 && await Opened(sut, epoch) is { IsOk: false } notOpened)
                return (from, notOpened.Error);
            for (var step = from; step < _steps.Count; step++)
                if (await _steps[step].Step(sut, epoch) is { IsOk: false } failed)
                    return (step, failed.Error);
            return (_steps.Count, null);
        }

        /// <summary>What the acknowledged steps stored is found. A step that was not acknowledged may have been made in part.</summary>
        public async Task AssertAsync(VectorIndexSut sut, int done, bool atLeast)
        {
            var query = new VectorQuery(
                _shard,
                Space,
                [new QueryLeg(RepresentationName.Full, new RandomPoints(8, Dimension).Vector())],
                Filter.Everything,
                [],
                HitGrouping.Segment,
                100);
            var hits = await sut.Reader.SearchAsync(query, None);
            Assert.True(hits.IsOk, hits.Error?.Message);
            Assert.True(hits.Value.Sequence >= done - 1);
            var found = hits.Value.Legs[0].Select(Key).ToHashSet();
            var stored = _steps[done - 1].Stored.Select(Key).ToList();
            var under = done < _steps.Count ? _steps[done].Stored.Select(Key).ToList() : stored;
            Assert.All(stored.Intersect(under), key => Assert.Contains(key, found));
            Assert.All(found, key => Assert.True(stored.Contains(key) || (atLeast && under.Contains(key)), $"{key} is back."));
        }

        private Task<Result<long>> Opened(VectorIndexSut sut, long epoch) =>
            sut.Writer.OpenAsync(_shard, Space, RandomPoints.Shapes(Dimension), epoch, None);

        private Func<VectorIndexSut, long, Task<Result<long>>> Put(IReadOnlyList<VectorPoint> points) =>
            (sut, epoch) => sut.Writer.UpsertAsync(_shard, epoch, points, None);

        private Func<VectorIndexSut, long, Task<Result<long>>> Gone(string video, int? generation) =>
            (sut, epoch) => sut.Writer.DeleteAsync(_shard, epoch, VideoId.From(video), generation, None);

        private static (string, int, int) Key(VectorHit hit) => (hit.Subject.Video.Value, hit.Generation, hit.Segment);

        private static (string, int, int) Key(VectorPoint point) => (point.Subject.Video.Value, point.Generation, point.Segment);
    }
}
