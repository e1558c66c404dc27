using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Hosting;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>Runs a package's graphs on what a case gives, below the front-end that turns sound into a log-mel.</summary>
internal sealed class PackageHarness : IDisposable
{
    private readonly EmbeddingScheduler _scheduler = new(
        new SchedulingOptions(), 2, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
    private readonly FusionEmbedder _embedder;

    public PackageHarness(string folder)
    {
        var problems = new List<PackageProblem>();
        _embedder = new PackageLoader(new InferenceOptions(), _scheduler).Load(folder, null, problems, CancellationToken.None)
            ?? throw new InvalidDataException(string.Join(Environment.NewLine, problems));
    }

    public LoadedPackage Package => _embedder.Package;

    public async Task<IReadOnlyList<PartTokens>> TokensAsync(TriadMiniCase from) =>
    [
        await TokensAsync(Modalities.Text, new TextWork(Package.Tokenizer!.Tokenize(from.Text), Package.Manifest.TokenSize)),
        await TokensAsync(Modalities.Video, new FramesWork(Package.Frames!, from.Frames, Package.Manifest.TokenSize)),
        await TokensAsync(Modalities.Audio, new MelWork(Package.Sound!, from.Mel, Package.Manifest.TokenSize)),
    ];

    public async Task<EmbeddingVector> FuseAsync(IReadOnlyList<PartTokens> tokens, Modalities mask)
    {
        PartTokens[] parts = [.. tokens.Where(part => mask.Contains(part.Modality))];
        var work = new FusionWork(parts, Package.Manifest.TokenSize, Package.Manifest.EmbeddingSize);
        return FusionProjection.Compose(await RunAsync(GraphRole.Fusion, work), parts)!;
    }

    public void Dispose()
    {
        _embedder.Dispose();
        _scheduler.Dispose();
    }

    private async Task<PartTokens> TokensAsync(Modalities single, GraphWork work)
    {
        var tokens = await RunAsync((GraphRole)single.Index(), work);
        return new PartTokens(single, 1, tokens, tokens.Length / Package.Manifest.TokenSize);
    }

    private async Task<float[]> RunAsync(GraphRole role, GraphWork work)
    {
        using var admission = _scheduler.Admit(EmbedPriority.Query, 1).Value;
        return (await _scheduler.RunAsync(Package.Lanes[role], work, admission, CancellationToken.None)).Value;
    }
}
