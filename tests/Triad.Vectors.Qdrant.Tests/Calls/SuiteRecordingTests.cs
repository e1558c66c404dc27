using Triad.Doubles;
using Triad.Doubles.Recordings;
using Triad.Testing.Servers;

namespace Triad.Vectors.Qdrant.Tests.Calls;

/// <summary>The recording of the contract's calls, which can be played to a real server elsewhere, holds for the double as it is.</summary>
public sealed class SuiteRecordingTests
{
    private static readonly string Recording = Path.Combine(Checkout.Root, "tests", "Data", "qdrant", "suite.jsonl");

    [Fact]
    public async Task Recording_PlayedToTheDouble_HasTheSameAnswers()
    {
        await using var server = await QdrantDouble.StartAsync();

        var played = await new RecordingReplay(TimeProvider.System).PlayAsync(RecordingReader.Read(Recording), server.Address);

        Assert.True(played.Count > 500, $"Only {played.Count} calls are recorded.");
        Assert.Empty(played.Where(call => !call.IsEqual).Select(call => call.ToString()));
    }

    [Fact]
    public void Recording_IsOfModestSize() => Assert.InRange(new FileInfo(Recording).Length, 1, 2_000_000);
}
