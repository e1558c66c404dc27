using System.Collections.Concurrent;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Kinds;
using Triad.Inference.Packages;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A kind without graphs whose calls end when the test says so: what matters is when its packages are loaded.</summary>
internal sealed class HeldKind : IPackageKind
{
    public string Name => "held";

    /// <summary>Calls that are held, as they came; a call is answered at once where <see cref="Holds"/> is false.</summary>
    public ConcurrentQueue<TaskCompletionSource> Calls { get; } = new();

    /// <summary>How often packages were built, by id.</summary>
    public ConcurrentDictionary<string, int> Builds { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether calls are held.</summary>
    public bool Holds { get; set; }

    /// <summary>What a building waits for.</summary>
    public Task Building { get; set; } = Task.CompletedTask;

    /// <summary>What a building does to the process.</summary>
    public Action OnBuild { get; set; } = () => { };

    /// <summary>Writes a package that says to be of this size. Its filler takes no room on the disk.</summary>
    public static void Write(string models, string id, int mebibytes, string origin = "test")
    {
        var folder = Directory.CreateDirectory(Path.Combine(models, id)).FullName;
        File.WriteAllText(
            Path.Combine(folder, "model.json"),
            $$"""{ "format": 1, "id": "{{id}}", "kind": "held", "licence": "none", "origin": "{{origin}}", "sha256": {} }""");
        using var filler = File.Create(Path.Combine(folder, "filler"));
        filler.SetLength((long)mebibytes << 20);
    }

    public IPackagePlan Read(ManifestObject root, ModelManifest manifest) => new Plan(this);

    private sealed record Plan(HeldKind Kind) : IPackagePlan
    {
        public IReadOnlyList<string> Files => [];

        public IReadOnlyList<PackageGraph> Graphs => [];

        public void Open(PackageFiles files)
        {
        }

        public async Task<IEmbedder?> BuildAsync(LoadedPackage package, List<PackageProblem> problems, CancellationToken cancellationToken)
        {
            Kind.Builds.AddOrUpdate(package.Manifest.Id, 1, (_, before) => before + 1);
            await Kind.Building;
            Kind.OnBuild();
            return new Embedder(Kind, package);
        }
    }

    private sealed class Embedder(HeldKind kind, LoadedPackage package) : IEmbedder, IDisposable
    {
        private int _calls;

        public ModelInfo Model { get; } = new(
            package.Manifest.Id, package.Space, 2, Modalities.Text, false,
            new DecodeSettings(1, 1, 1, 16_000, TimeSpan.FromSeconds(8), package.Options.LongestMedia), true, [], "held");

        public int QueueDepth => 0;

        public TextNotice Read(string text) => new(1, [], 0);

        public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            if (kind.Holds)
            {
                var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                kind.Calls.Enqueue(held);
                await held.Task.WaitAsync(cancellationToken);
            }

            Interlocked.Decrement(ref _calls);
            return new EmbedResponse([], TimeSpan.Zero);
        }

        public void Dispose() => Assert.Equal(0, _calls); // Never unloaded under a call.
    }
}
