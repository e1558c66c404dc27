using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Kinds;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A kind of packages that the tests alone have: a picture's vector is what one graph makes of it, normalised.</summary>
internal sealed class SnapshotKind : IPackageKind
{
    public string Name => "snapshot";

    public IPackagePlan Read(ManifestObject root, ModelManifest manifest)
    {
        if (root.Object("snapshot") is not { } section)
            return new Plan("", 1, 1, 1, 1);
        var plan = new Plan(
            section.FileName("graph"), section.Integer("frames", 1, 16), section.Integer("width", 1, 64), section.Integer("height", 1, 64), section.Integer("size", 1, 64));
        section.Close();
        return plan;
    }

    private sealed record Plan(string File, int Frames, int Width, int Height, int Size) : IPackagePlan
    {
        public IReadOnlyList<string> Files => [File];

        public IReadOnlyList<PackageGraph> Graphs =>
        [
            new(
                "picture",
                File,
                new GraphSignature(
                    [new OnnxTensor("frames", OnnxTensor.Float, [null, null, 3, Height, Width])], [new OnnxTensor("tokens", OnnxTensor.Float, [null, null, Size])]),
                new GraphLayout(
                    [new GraphInput("frames", TensorType.Float32, _ => [Frames, 3, Height, Width])], [new GraphOutput("tokens", _ => [1, Size])], Pads: false)),
        ];

        public void Open(PackageFiles files)
        {
        }

        public Task<IEmbedder?> BuildAsync(LoadedPackage package, List<PackageProblem> problems, CancellationToken cancellationToken) =>
            Task.FromResult<IEmbedder?>(new Embedder(package, this));
    }

    private sealed class Embedder(LoadedPackage package, Plan plan) : IEmbedder
    {
        public ModelInfo Model { get; } = new(
            package.Manifest.Id,
            package.Space,
            plan.Size,
            Modalities.Video,
            CanFuse: false,
            new DecodeSettings(1, plan.Width, plan.Height, 16_000, TimeSpan.FromSeconds(8), package.Options.LongestMedia),
            StoreFull: true,
            [],
            "snapshot");

        public int QueueDepth => package.Scheduler.QueueDepth;

        public TextNotice Read(string text) => new(0, [], 0);

        public async Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken)
        {
            using var admission = package.Scheduler.Admit(request.Priority, request.Items.Count).Value;
            var items = new List<ItemEmbedding>();
            foreach (var item in request.Items)
            {
                var row = new Work(item.Parts[0].Frames!, plan.Frames, plan.Size);
                var vector = (await package.Scheduler.RunAsync(package.Lanes["picture"], row, admission, cancellationToken)).Value;
                TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
                items.Add(new ItemEmbedding(item.Representations.ToDictionary(name => name, _ => QueryComposer.Opaque(vector)), null));
            }

            return new EmbedResponse(items, admission.Compute);
        }
    }

    private sealed class Work(FrameClip picture, int frames, int size) : GraphWork(1, size)
    {
        public override void Fill(BatchBuffers batch, int row)
        {
            var pixels = picture.Pixels.Span;
            var values = batch.Floats(0, row);
            var plane = values.Length / frames / 3;
            for (var i = 0; i < values.Length; i++)
                values[i] = pixels[(3 * (i % plane)) + (i / plane % 3)] / 255f;
        }
    }
}
