using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Hosting;
using Triad.Inference.Kinds;
using Triad.Inference.Kinds.DualEncoder;
using Triad.Inference.Onnx;
using Triad.Inference.Packages;
using Triad.Inference.Scheduling;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Kinds.DualEncoder;

/// <summary>The heads over a clip's frames give the similarities of the authors' code.</summary>
public sealed class Clip4ClipTests
{
    private const float Near = 1e-4f;
    private const int Size = 32;

    private static readonly RepresentationName Name = RepresentationName.Of(Modalities.Video);

    [Theory]
    [InlineData("meanP")]
    [InlineData("seqLSTM")]
    [InlineData("seqTransf")]
    public async Task Similarities_OfFramesAndTexts_AreTheAuthors(string head)
    {
        var (frames, texts, similarity, scale) = Read(head);

        var clips = await RunAsync(head, frames);

        for (var text = 0; text < texts.Length; text++)
            for (var clip = 0; clip < clips.Length; clip++)
            {
                var cosine = TensorPrimitives.Dot<float>(texts[text], clips[clip]) / TensorPrimitives.Norm<float>(texts[text]);
                Assert.Equal(similarity[(text * clips.Length) + clip], (float)Math.Exp(scale) * cosine, Near);
            }
    }

    [Fact]
    public async Task Embed_PackageWithAHead_MakesAClipsVectorOfItsFramesInOrder()
    {
        using var hub = new HubCopy(HubGolden.Folder("pe_core"));
        await ImportAsync(hub, maxFrames: 3);
        using var inference = new InferenceFixture(hub.Models);
        var (one, other) = Frames();

        var forwards = await EmbedAsync(inference, Clip(one, one, other));
        var backwards = await EmbedAsync(inference, Clip(other, one, one));

        var apart = TensorPrimitives.Distance<float>(forwards, backwards);
        Assert.True(apart > 1e-4, $"In another order the vector is {apart} away.");
        Assert.Equal(1, TensorPrimitives.Norm<float>(forwards), 1e-5f);
    }

    [Fact]
    public async Task Embed_MoreFramesThanTheHeadTakes_AreTakenAtEvenDistances()
    {
        using var hub = new HubCopy(HubGolden.Folder("pe_core"));
        await ImportAsync(hub, maxFrames: 3);
        using var inference = new InferenceFixture(hub.Models);
        var (one, other) = Frames();

        var many = await EmbedAsync(inference, Clip(one, other, other, other, one));

        var taken = await EmbedAsync(inference, Clip(one, other, one));
        Assert.True(TensorPrimitives.Distance<float>(many, taken) < 1e-5);
    }

    [Fact]
    public async Task Load_HeadOfAnotherSize_IsRefused()
    {
        using var hub = new HubCopy(HubGolden.Folder("pe_core"));
        await ImportAsync(hub, maxFrames: 3, head => head["file"] = "textual.onnx");
        using var inference = new InferenceFixture(hub.Models);

        var refused = await inference.Catalog.GetAsync("towers", CancellationToken.None);

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error!.Reason);
    }

    [Fact]
    public async Task Load_HeadThatThereIsNot_IsRefusedByName()
    {
        using var hub = new HubCopy(HubGolden.Folder("pe_core"));
        await ImportAsync(hub, maxFrames: 3, head => head["head"] = "tightTransf");
        using var inference = new InferenceFixture(hub.Models);

        var refused = await inference.Catalog.GetAsync("towers", CancellationToken.None);

        Assert.Contains("temporal.head: is 'tightTransf'. Use one of seqLSTM, seqTransf.", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerank_KeptFrames_GivesTheAuthorsSimilarities()
    {
        var (frames, texts, similarity, _) = Read("tightTransf");
        var head = new FrameHead("tightTransf", "head.onnx", 10);
        using var scheduler = new EmbeddingScheduler(new SchedulingOptions(), 1, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
        var content = await ContentAsync("tightTransf", DualEncoderGraphs.Rerank);
        var stages = new Dictionary<string, IBatchStage>
        {
            [DualEncoderGraphs.Text] = new GivenStage(),
            [DualEncoderGraphs.Rerank] = Open(content, DualEncoderGraphs.DescribeRerank(head, Size)),
        };
        using var package = new LoadedPackage(content, stages, scheduler, new InferenceOptions());
        using var admission = scheduler.Admit(EmbedPriority.Query, 64).Value;
        var run = new DualEncoderRun(package, Size, admission, CancellationToken.None);

        for (var text = 0; text < texts.Length; text++)
        {
            var row = new TowerRow(0, Modalities.Text, 1, 1, DualEncoderGraphs.Text, new GivenWork(texts[text]), "a text");
            var found = await run.RerankAsync(row, frames.Select(clip => KeptFrames.Unpack(KeptFrames.Pack(clip, head, Size), head, Size)!));

            for (var clip = 0; clip < frames.Length; clip++)
                Assert.Equal(similarity[(text * frames.Length) + clip], found.Value[clip], Near);
        }
    }

    [Fact]
    public void Pack_Frames_IsOfUnitLengthAndGivesThemAgain()
    {
        var head = new FrameHead("tightTransf", "head.onnx", 3);
        float[][] frames = [[3, 0], [0, -40]];

        var packed = KeptFrames.Pack(frames, head, 2);

        Assert.Equal((7, 1f), (packed.Length, MathF.Round(TensorPrimitives.Norm<float>(packed), 5)));
        Assert.Equal([3f, 0, 0, -40], KeptFrames.Unpack(packed, head, 2)!.Select(value => MathF.Round(value, 3)));
        Assert.Null(KeptFrames.Unpack(packed, head, 3));
    }

    private static string FolderOf(string head) => Path.Combine(TestFolders.Golden, "clip4clip", $"{head}_21");

    private static (float[][][] Frames, float[][] Texts, float[] Similarity, double Scale) Read(string head)
    {
        var folder = FolderOf(head);
        var visual = HubGolden.ReadFile<float>(Path.Combine(folder, "inputs.npz"), "visual_output");
        var mask = HubGolden.ReadFile<long>(Path.Combine(folder, "inputs.npz"), "video_mask");
        var text = HubGolden.ReadFile<float>(Path.Combine(folder, "inputs.npz"), "sequence_output");
        var (clips, places) = (visual.Shape[0], visual.Shape[1]);
        var frames = Enumerable.Range(0, clips).Select(clip => Enumerable.Range(0, (int)mask.Values.Skip(clip * places).Take(places).Sum())
            .Select(frame => visual.Values.AsSpan(((clip * places) + frame) * Size, Size).ToArray()).ToArray());
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "case.json")));
        return (
            [.. frames],
            [.. Enumerable.Range(0, text.Shape[0]).Select(i => text.Values.AsSpan(i * Size, Size).ToArray())],
            HubGolden.ReadFile<float>(Path.Combine(folder, "outputs.npz"), "similarity").Values,
            settings.RootElement.GetProperty("logit_scale").GetDouble());
    }

    // The tower is one that gives the stored vectors of frames, so that what is tested is what comes after it.
    private static async Task<float[][]> RunAsync(string head, float[][][] clips)
    {
        using var scheduler = new EmbeddingScheduler(new SchedulingOptions(), 1, TimeProvider.System, NullLogger<EmbeddingScheduler>.Instance);
        var stages = new Dictionary<string, IBatchStage> { [DualEncoderGraphs.Vision] = new GivenStage() };
        var content = await ContentAsync(head, DualEncoderGraphs.Temporal);
        if (head != "meanP")
            stages[DualEncoderGraphs.Temporal] = Open(content, DualEncoderGraphs.DescribeTemporal(new FrameHead(head, "head.onnx", 12), Size));
        using var package = new LoadedPackage(content, stages, scheduler, new InferenceOptions());
        using var admission = scheduler.Admit(EmbedPriority.Ingest, 64).Value;
        var run = new DualEncoderRun(package, Size, admission, CancellationToken.None);
        var vectors = new List<float[]>();
        foreach (var frames in clips)
        {
            TowerRow[] rows = [.. frames.Select((frame, i) => new TowerRow(0, Modalities.Video, 1, 1, DualEncoderGraphs.Vision, new GivenWork(frame), $"{i}"))];
            vectors.Add((await run.EmbedAsync(rows, [Modalities.Video])).Value.ByMask[Modalities.Video].Vector.ToArray());
        }

        return [.. vectors];
    }

    private static async Task<PackageContent> ContentAsync(string head, string graph)
    {
        var manifest = new ModelManifest("towers", "dual-encoder", "", "", new Dictionary<string, string> { ["head.onnx"] = "0" });
        var graphs = new Dictionary<string, byte[]>();
        if (head != "meanP")
            graphs[graph] = await File.ReadAllBytesAsync(Path.Combine(FolderOf(head), "head.onnx"), CancellationToken.None);
        return new PackageContent("", manifest, null!, SpaceId.From("towers@0123456789abcdef"), graphs, new HashSet<string>());
    }

    private static GraphStage Open(PackageContent content, PackageGraph graph) =>
        new(new OnnxSessionFactory(new OnnxOptions { Device = OnnxDevice.Cpu }).Open(content, graph));

    private static async Task ImportAsync(HubCopy hub, int maxFrames, Action<JsonObject>? change = null)
    {
        var imported = await hub.ImportAsync("towers");
        Assert.True(imported.IsOk, $"{imported.Error}");
        var (folder, file) = (imported.Value.Package, "temporal.onnx");
        var manifest = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "model.json"), CancellationToken.None))!;
        Assert.Equal(Size, (int)manifest["embedding_size"]!);
        var graph = await File.ReadAllBytesAsync(Path.Combine(FolderOf("seqTransf"), "head.onnx"), CancellationToken.None);
        await File.WriteAllBytesAsync(Path.Combine(folder, file), graph, CancellationToken.None);
        var head = new JsonObject { ["head"] = "seqTransf", ["file"] = file, ["max_frames"] = maxFrames };
        change?.Invoke(head);
        manifest["temporal"] = head;
        manifest["sha256"]![file] = Convert.ToHexStringLower(SHA256.HashData(graph));
        await File.WriteAllTextAsync(Path.Combine(folder, "model.json"), manifest.ToJsonString(), CancellationToken.None);
    }

    private static (FrameClip One, FrameClip Other) Frames()
    {
        var pixels = HubGolden.Read<byte>("pe_core", "pictures.npz", "pixels");
        var bytes = pixels.Shape[1] * pixels.Shape[2] * 3;
        FrameClip At(int i) => new(pixels.Values.AsMemory(i * bytes, bytes), 1, pixels.Shape[2], pixels.Shape[1]);
        return (At(0), At(5));
    }

    private static EmbedItem Clip(params FrameClip[] frames) => new(
        [new EmbedPart(1, null, new FrameClip((byte[])[.. frames.SelectMany(frame => frame.Pixels.ToArray())], frames.Length, frames[0].Width, frames[0].Height), null)],
        [Name]);

    private static async Task<float[]> EmbedAsync(InferenceFixture inference, EmbedItem item)
    {
        var embedded = await (await inference.GetAsync("towers")).EmbedAsync(new EmbedRequest([item], EmbedPriority.Ingest), CancellationToken.None);
        Assert.True(embedded.IsOk, $"{embedded.Error}");
        return embedded.Value.Items[0].Vectors[Name].Vector.ToArray();
    }

    private sealed class GivenWork(float[] vector) : GraphWork(1, vector.Length)
    {
        public float[] Vector => vector;

        public override void Fill(BatchBuffers batch, int row) => throw new NotSupportedException();
    }

    private sealed class GivenStage : IBatchStage
    {
        public string Name => "towers/video";

        public int MostRows => 8;

        public int LengthOf(StageWork work) => 1;

        public long BytesOf(int length) => 16;

        public float[][] Run(IReadOnlyList<StageWork> rows, int length) => [.. rows.Select(row => ((GivenWork)row).Vector.ToArray())];

        public void Dispose()
        {
        }
    }
}
