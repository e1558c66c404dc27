using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.Fusion;

/// <summary>
/// A row's tokens do not depend on its batch: of random batches with random padding (text and video), or of the row's own padded length (audio),
/// every row is what it is alone. Of packages in float32, int8 and float16.
/// </summary>
public sealed class PaddingTests
{
    private const float Tolerance = 1e-5f;

    // Half precision rounds to 11 bits, and kernels add up in another order for another number of rows.
    private const float HalfTolerance = 4e-3f;
    private const int Rounds = 12;

    public static TheoryData<string, float> Packages => new()
    {
        { Path.Combine(TestFolders.Root, "models", "triad-mini"), Tolerance },
        { Path.Combine(TestFolders.Data, "full-size", "small"), Tolerance },
        { Path.Combine(TestFolders.Data, "full-size", "small-int8"), Tolerance },
        { Path.Combine(TestFolders.Data, "full-size", "small-half"), HalfTolerance },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void Text_AnyPadding_GivesWhatTheRowGivesAlone(string package, float tolerance)
    {
        using var sut = new WatchedPackage(package);
        Check(sut, FusionGraph.Text, tolerance, pads: true, random =>
            new TextWork(sut.Package.Tokenizer!.Tokenize(TestClips.Text(random.Next(1, 16), random.Next())), sut.Manifest.TokenSize));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Video_AnyPadding_GivesWhatTheRowGivesAlone(string package, float tolerance)
    {
        using var sut = new WatchedPackage(package);
        Check(sut, FusionGraph.Video, tolerance, pads: true, random =>
            new FramesWork(sut.Package.Frames!, TestClips.Frames(sut.Model, random.Next(1, 40), random.Next()), sut.Manifest.TokenSize));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Audio_AtItsPaddedLength_GivesWhatTheRowGivesAlone(string package, float tolerance)
    {
        using var sut = new WatchedPackage(package);
        var audio = sut.Manifest.Audio!;
        Check(sut, FusionGraph.Audio, tolerance, pads: false, random =>
        {
            // Two multiples, and any number of samples that is padded to that.
            var samples = audio.Hop * ((audio.PadMultiple * 2) - random.Next(1, audio.PadMultiple));
            return new MelWork(sut.Package.Sound!, sut.Package.Sound!.Compute(TestClips.Sound(sut.Model, samples, random.Next()).Samples.Span), sut.Manifest.TokenSize);
        });
    }

    private static void Check(WatchedPackage sut, FusionGraph role, float tolerance, bool pads, Func<Random, GraphWork> make)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            GraphWork[] rows = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => make(random))];
            var length = rows.Max(row => row.Length) + (pads ? random.Next(0, 12) : 0);
            var together = Run(sut.Graphs[role], rows, length);
            for (var i = 0; i < rows.Length; i++)
            {
                var alone = Run(sut.Graphs[role], [rows[i]], rows[i].Length)[0];
                var most = alone.Zip(together[i]).Max(pair => Math.Abs(pair.First - pair.Second));
                Assert.True(most <= tolerance, $"seed {seed}, row {i} of {rows.Length}, length {rows[i].Length} in {length}: {most}");
            }
        }
    }

    private static float[][] Run(WatchedGraph graph, GraphWork[] rows, int length)
    {
        using var batch = new BatchBuffers(graph.Layout, rows.Length, length);
        for (var i = 0; i < rows.Length; i++)
            rows[i].Fill(batch, i);
        graph.Run(batch);
        return [.. rows.Select((row, i) => row.Take(batch, i))];
    }
}
