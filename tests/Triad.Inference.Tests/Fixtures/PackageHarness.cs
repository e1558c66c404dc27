using Triad.Core.Embedding;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>Runs a fusion package's graphs on what a case gives, below the front-end that turns sound into a log-mel.</summary>
internal sealed class PackageHarness(string folder) : IDisposable
{
    private readonly WatchedPackage _watched = new(folder);

    public FusionPackage Package => _watched.Package;

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
        return FusionProjection.Compose(await RunAsync(FusionGraph.Fusion, work), parts)!;
    }

    public void Dispose() => _watched.Dispose();

    private async Task<PartTokens> TokensAsync(Modalities single, GraphWork work)
    {
        var tokens = await RunAsync((FusionGraph)single.Index(), work);
        return new PartTokens(single, 1, tokens, tokens.Length / Package.Manifest.TokenSize);
    }

    private async Task<float[]> RunAsync(FusionGraph role, GraphWork work)
    {
        using var admission = Package.Scheduler.Admit(EmbedPriority.Query, 1).Value;
        return (await Package.Scheduler.RunAsync(Package.Lanes[role], work, admission, CancellationToken.None)).Value;
    }
}
