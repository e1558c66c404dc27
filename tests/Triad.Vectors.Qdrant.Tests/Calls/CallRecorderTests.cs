using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Doubles.Recordings;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Snapshots;

namespace Triad.Vectors.Qdrant.Tests.Calls;

public sealed class CallRecorderTests : IDisposable
{
    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly ShardId Shard = new(TenantId.From("acme"), 0);
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"triad-calls-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Calls_OfARun_ArePlayedToAnotherServerWithTheSameAnswers()
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);
        var sut = fixture.Open(null, null, CallRecorder.Of(_file));
        await sut.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(4), 1, None);
        await sut.Writer.UpsertAsync(Shard, 1, new RandomPoints(1, 4).Video("a", 1, 2), None);

        await using var other = await QdrantDouble.StartAsync();
        var played = await new RecordingReplay(TimeProvider.System).PlayAsync(RecordingReader.Read(_file), other.Address);

        Assert.Equal(server.Requests.Count, played.Count);
        Assert.All(played, call => Assert.Empty(call.Differences));
    }

    [Fact]
    public async Task Call_RepeatedUntilItsAnswerChanges_IsOneLine()
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);
        var writer = fixture.Services().GetRequiredService<IVectorWriter>();
        await writer.OpenAsync(Shard, Space, RandomPoints.Shapes(4), 1, None);
        var recorded = fixture.Open(null, null, CallRecorder.Of(_file));
        await recorded.Writer.CountAsync(Shard, VideoId.From("a"), null, None);
        var before = (await File.ReadAllLinesAsync(_file)).Length;

        await writer.UpsertAsync(Shard, 1, new RandomPoints(1, 4).Video("a", 1, 2), None);
        await recorded.Writer.CountAsync(Shard, VideoId.From("a"), null, None);

        var lines = await File.ReadAllLinesAsync(_file);
        Assert.Equal(before, lines.Length);
        Assert.EndsWith("""
            "response":{"result":{"count":"2"}},"until":true}
            """, lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_Refused_IsWrittenWithItsCode()
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);
        var services = fixture.Services(null, null, CallRecorder.Of(_file));

        await services.GetRequiredService<QdrantSnapshots>().ListAsync(Space, None);

        Assert.Contains("\"error\":{\"code\":\"NOT_FOUND\"", await File.ReadAllTextAsync(_file), StringComparison.Ordinal);
    }
}
