using Triad.Cli.Invocation;
using Triad.Cli.Platform;
using Triad.Cli.Samples;
using Triad.Client;

namespace Triad.Cli.Tests.Samples;

public sealed class SampleSetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Read_ShippedSamples_AskTwentyFourQueriesOfClipsThatAreThere()
    {
        var samples = await SampleSet.ReadAsync(Checkout.PathOf("samples"), CancellationToken.None);

        Assert.Equal(24, samples.Queries.Count);
        Assert.All(samples.Clips, clip => Assert.True(File.Exists(Path.Combine(samples.Folder, clip.File))));
        foreach (var query in samples.Queries)
        {
            Assert.Contains(samples.Clips, clip => clip.File == query.Expected);
            Assert.Equal(query.Parts.Count, (await samples.ToSearchQueryAsync(query, CancellationToken.None)).Parts.Count);
        }
    }

    [Fact]
    public async Task Read_ShippedSamples_QueryEveryKindAndNeverWithAStoredFile()
    {
        var samples = await SampleSet.ReadAsync(Checkout.PathOf("samples"), CancellationToken.None);
        var stored = samples.Clips.Select(clip => Hash(Path.Combine(samples.Folder, clip.File))).ToHashSet();

        var kinds = samples.Queries.Select(query => query.Kind).Distinct();
        var media = samples.Queries.SelectMany(query => query.Parts).Select(part => part.Audio ?? part.Image ?? part.Video).OfType<string>();

        Assert.Superset(new HashSet<string> { "text", "audio", "image", "video", "stored", "negative", "text+audio+image" }, kinds.ToHashSet());
        Assert.All(media, file => Assert.DoesNotContain(Hash(Path.Combine(samples.Folder, file)), stored));
    }

    [Fact]
    public async Task ToSearchQuery_StoredPart_NamesTheVideoAndItsWeight()
    {
        var samples = new SampleSet(_folder.FullName, [], []);
        var query = new DemoQuery("q", "stored", [new DemoPart(null, null, null, null, "clip.mp4", -0.5)], "other.mp4");

        var part = Assert.IsType<StoredPart>(Assert.Single((await samples.ToSearchQueryAsync(query, CancellationToken.None)).Parts));

        Assert.Equal(("clip", -0.5), (part.VideoId, part.Weight));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task ReadManifest_WrongContent_NamesTheFile(string content)
    {
        var path = Path.Combine(_folder.FullName, "manifest.jsonl");
        await File.WriteAllTextAsync(path, content);

        var failure = await Assert.ThrowsAsync<CommandException>(() => ManifestEntry.ReadAsync(path, CancellationToken.None));

        Assert.Equal(ExitCode.WrongUse, failure.ExitCode);
        Assert.Contains("manifest.jsonl", failure.Value, StringComparison.Ordinal);
    }

    private static string Hash(string path) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
