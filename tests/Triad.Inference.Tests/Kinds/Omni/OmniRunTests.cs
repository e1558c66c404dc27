using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Hosting;
using Triad.Inference.Kinds.Omni;
using Triad.Inference.Packages;
using Triad.Inference.Pictures;
using Triad.Inference.Scheduling;
using Triad.Inference.Text;

namespace Triad.Inference.Tests.Kinds.Omni;

/// <summary>What graphs give that must not be stored, whatever weights they have.</summary>
public sealed class OmniRunTests
{
    [Theory]
    [InlineData("text", 0f, "a vector without a length")]
    [InlineData("text", float.NaN, "not finite")]
    [InlineData("text", float.PositiveInfinity, "not finite")]
    [InlineData("video", float.NaN, "not finite")]
    public async Task Embed_NumbersThatAreNone_IsAnErrorThatNamesPackageGraphAndInput(string graph, float value, string problem)
    {
        var refused = await EmbedAsync(name => new ConstantStage($"gemma/{name}", name == graph ? value : 1, name == "text" ? 4 : 8));

        Assert.Equal(ErrorReason.Internal, refused.Reason);
        foreach (var named in (string[])[problem, $"gemma/{graph}", "a picture, 7x5"])
            Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static async Task<Error> EmbedAsync(Func<string, IBatchStage> stageOf)
    {
        using var scheduler = new EmbeddingScheduler(new SchedulingOptions(), 1, TimeProvider.System,
            NullLogger<EmbeddingScheduler>.Instance);
        var manifest = new ModelManifest("gemma", "omni", "", "", new Dictionary<string, string>());
        var content = new PackageContent("", manifest, null!, SpaceId.From("gemma@0123456789abcdef"), new Dictionary<string, byte[]>(),
            new HashSet<string>());
        string[] names = ["text", "video"];
        using var package = new LoadedPackage(content, names.ToDictionary(name => name, stageOf), scheduler, new InferenceOptions());
        var sut = new OmniEmbedder(package, Manifest, new OneWordTokenizer(), "key");
        var picture = new FrameClip(new byte[7 * 5 * 3], 1, 7, 5) { IsPicture = true };
        var item = new EmbedItem([new EmbedPart(1, null, picture, null)], [RepresentationName.Full]);

        return (await sut.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).Error!;
    }

    private static OmniManifest Manifest { get; } = new()
    {
        Modalities = Modalities.Text | Modalities.Video,
        EmbeddingSize = 4,
        Dimensions = 4,
        StoreFull = true,
        Stored = [],
        SegmentSeconds = 8,
        Tokenizer = null,
        MaxTokens = 100,
        Prompts = new OmniPrompts("", "", "", ""),
        Pictures = new OmniPictures(1, 32, 1024, 4, 4, new PatchSettings(4, 1, 64, Resampling.Bicubic, 1 / 255.0)),
        Sound = null,
        SoundTokens = 0,
        Tokens = new OmniTokens(2, 0, 1, 2, 3, 4, 5, 6, 7),
        Graphs = new Dictionary<Modalities, OmniGraph>(),
    };

    private sealed class OneWordTokenizer : ITokenizer
    {
        public TokenizedText Tokenize(string text) => new([9], 1, 1, [], 0);
    }

    private sealed class ConstantStage(string name, float value, int numbers) : IBatchStage
    {
        public string Name => name;

        public int MostRows => 8;

        public int LengthOf(StageWork work) => 1;

        public long BytesOf(int length) => 16;

        public float[][] Run(IReadOnlyList<StageWork> rows, int length) =>
            [.. rows.Select(_ => Enumerable.Repeat(value, numbers).ToArray())];

        public void Dispose()
        {
        }
    }
}
