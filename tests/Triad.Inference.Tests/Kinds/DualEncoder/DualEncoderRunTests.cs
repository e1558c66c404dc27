using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Inference.Hosting;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.DualEncoder;

public sealed class DualEncoderRunTests
{
    [Theory]
    [InlineData(0f, "a vector without a length")]
    [InlineData(float.NaN, "not finite")]
    [InlineData(float.PositiveInfinity, "not finite")]
    public async Task Embed_VectorThatIsNone_IsAnErrorThatNamesPackageGraphAndInput(float value, string problem)
    {
        using var scheduler = new EmbeddingScheduler(new SchedulingOptions(), 1, TimeProvider.System,
            NullLogger<EmbeddingScheduler>.Instance);
        using var stage = new ConstantStage(value);
        var manifest = new ModelManifest("towers", "dual-encoder", "", "", new Dictionary<string, string>());
        var content = new PackageContent("", manifest, null!, SpaceId.From("towers@0123456789abcdef"), new Dictionary<string, byte[]>(),
            new HashSet<string>());
        using var package = new LoadedPackage(content, new Dictionary<string, IBatchStage> { ["video"] = stage }, scheduler,
            new InferenceOptions());
        using var admission = scheduler.Admit(EmbedPriority.Query, 1).Value;
        var row = new TowerRow(0, Modalities.Video, 1, 1, "video", new ValueWork(1, 4), "frame 0 of 1, 7x5");

        var embedded = await new DualEncoderRun(package, 4, admission, CancellationToken.None).EmbedAsync([row], [Modalities.Video]);

        Assert.Equal(ErrorReason.Internal, embedded.Error!.Reason);
        foreach (var named in (string[])[problem, "towers", "video", "frame 0 of 1, 7x5"])
            Assert.Contains(named, embedded.Error.Message, StringComparison.Ordinal);
    }

    private sealed class ConstantStage(float value) : IBatchStage
    {
        public string Name => "towers/video";

        public int MostRows => 8;

        public int LengthOf(StageWork work) => 1;

        public long BytesOf(int length) => 16;

        public float[][] Run(IReadOnlyList<StageWork> rows, int length) => [.. rows.Select(_ => new[] { value, value, value, value })];

        public void Dispose()
        {
        }
    }
}
