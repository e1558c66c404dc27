using System.Text.Json;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Embedding;
using Triad.Inference.Hub;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The small EmbeddingGemma 2 whose reference results lie beside the checkout, imported and loaded.</summary>
internal sealed class GemmaPackage : IDisposable
{
    public const string Family = "embeddinggemma2";

    private readonly HubCopy _hub = new(HubGolden.Folder(Family));
    private InferenceFixture? _inference;

    public IEmbedder Embedder { get; private set; } = null!;

    public FrameCounts Counts => Embedder.Find<IFrameCounter>()!.Counts;

    public static IEnumerable<string> Cases =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(HubGolden.Folder(Family), "golden", "cases.json"))).RootElement.EnumerateObject()
            .Select(property => property.Name);

    public static async Task<GemmaPackage> CreateAsync(
        HubVariant variant = HubVariant.Fp32, int? dimensions = null, Action<System.Text.Json.Nodes.JsonNode>? edit = null)
    {
        var package = new GemmaPackage();
        var target = Path.Combine(package._hub.Models, "gemma");
        var imported = await package._hub.ImportAsync(
            new ImportRequest(package._hub.Folder, target, variant) { Dimensions = dimensions });
        Assert.True(imported.IsOk, $"{imported.Error}");
        if (edit is not null)
        {
            var file = Path.Combine(imported.Value.Package, "model.json");
            var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            edit(json);
            await File.WriteAllTextAsync(file, json.ToJsonString());
        }

        package._inference = new InferenceFixture(package._hub.Models);
        var loaded = await package._inference.Catalog.GetAsync("gemma", CancellationToken.None);
        Assert.True(loaded.IsOk, $"{loaded.Error}");
        package.Embedder = loaded.Value;
        return package;
    }

    /// <summary>One of the reference's mixes, as its files are decoded.</summary>
    public static async Task<EmbedItem> CaseAsync(string name)
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(HubGolden.Folder(Family), "golden", "cases.json")));
        var one = cases.RootElement.GetProperty(name);
        var parts = new List<EmbedPart>();
        if (one.GetProperty("text").GetString() is { Length: > 0 } text)
            parts.Add(new EmbedPart(1, text, null, null));
        foreach (var picture in one.GetProperty("pictures").EnumerateArray())
            parts.Add(new EmbedPart(1, null, await DecodedPictures.OfReferenceAsync(picture.GetString()!), null));
        if (one.GetProperty("frames").GetString() is { } frames)
            parts.Add(new EmbedPart(1, null, Frames(frames), null));
        if (one.GetProperty("sound").GetString() is { } sound)
            parts.Add(new EmbedPart(1, null, null, await DecodedSounds.OfReferenceAsync(sound)));
        var prompt = one.GetProperty("prompt").GetString()!;
        var mask = parts.Aggregate(Modalities.None, (all, part) => all | part.Mask);
        return new EmbedItem(parts, [RepresentationName.Of(mask)])
        {
            Role = prompt.StartsWith("task", StringComparison.Ordinal) ? EmbedRole.Query : EmbedRole.Media,
        };
    }

    public static FrameClip Frames(string name)
    {
        var pixels = HubGolden.Read<byte>(Family, "frames.npz", name);
        return new FrameClip(pixels.Values, pixels.Shape[0], pixels.Shape[2], pixels.Shape[1]);
    }

    public static EmbedItem Item(EmbedRole role, params EmbedPart[] parts)
    {
        var mask = parts.Aggregate(Modalities.None, (all, part) => all | part.Mask);
        return new EmbedItem(parts, [RepresentationName.Of(mask)]) { Role = role };
    }

    public async Task<ItemEmbedding> EmbedAsync(EmbedItem item) => (await EmbedAsync([item]))[0];

    public async Task<IReadOnlyList<ItemEmbedding>> EmbedAsync(IReadOnlyList<EmbedItem> items)
    {
        var embedded = await Embedder.EmbedAsync(new EmbedRequest(items, EmbedPriority.Query), CancellationToken.None);
        Assert.True(embedded.IsOk, $"{embedded.Error}");
        return embedded.Value.Items;
    }

    public async Task<float[]> VectorAsync(EmbedItem item) => (await EmbedAsync(item)).Vectors[item.Representations[0]].Vector.ToArray();

    public void Dispose()
    {
        _inference?.Dispose();
        _hub.Dispose();
    }
}
