using Triad.Doubles.Recordings;
using Triad.Testing.Servers;

namespace Triad.Doubles.Tests.Recordings;

/// <summary>The double answers as the real server of the recording did.</summary>
public sealed class GoldenScenesTests
{
    private const int Scenes = 192;

    [Fact]
    public async Task Play_RecordingOfARealServer_EveryAnswerIsEqual()
    {
        var file = Path.Combine(Checkout.Root, "..", "shared", "golden", "qdrant", "scenes.jsonl");
        Assert.SkipUnless(File.Exists(file), "The reference results ../shared/golden are not on this machine.");
        await using var server = await QdrantDouble.StartAsync();

        var results = await new RecordingReplay(TimeProvider.System).PlayAsync(RecordingReader.Read(file), server.Address);

        Assert.Equal(Scenes, results.Count);
        Assert.Equal("", string.Join('\n', results.Where(result => !result.IsEqual).Select(Text)));
        Assert.Equal(results.Select(result => result.Call.Error?.Detail), results.Select(result => result.Error?.Detail));
    }

    private static string Text(ReplayedCall result) => $"{result.Call.Number} {result.Call.Scene}: {string.Join("; ", result.Differences)}";
}
