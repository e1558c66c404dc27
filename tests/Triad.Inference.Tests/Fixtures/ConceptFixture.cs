using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Hub;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A text package of six words, and what makes concept packages of it and of classifiers of rain and snow.</summary>
internal sealed class ConceptFixture : IDisposable
{
    private readonly HubCopy _hub;
    private readonly ServiceProvider _services;

    public ConceptFixture()
        : this(HubCopy.Faulty)
    {
    }

    /// <summary>With another text encoder.</summary>
    public ConceptFixture(string encoder)
    {
        _hub = new HubCopy(encoder);
        _services = InferenceFixture.Compose(_hub.Models);
    }

    public static string Pictures => Path.Combine(HubCopy.Weather, "onnx", "model.onnx");

    public static string Sounds => Path.Combine(HubCopy.Weather, "sounds.onnx");

    public static string Labels => Path.Combine(HubCopy.Weather, "labels.csv");

    public string Models => _hub.Models;

    public string Words => Path.Combine(Models, "words");

    public IServiceProvider Services => _services;

    public async Task<ConceptRequest> RequestAsync(string classifier, string? labels, string id = "weather")
    {
        if (!Directory.Exists(Words))
            Assert.True((await _hub.ImportAsync("words")).IsOk);
        return new ConceptRequest(classifier, labels, Words, Path.Combine(Models, id));
    }

    public Task<Result<MadeConcept>> MakeAsync(ConceptRequest request) =>
        _services.GetRequiredService<IConceptMaker>().MakeAsync(request, CancellationToken.None);

    public async Task<IEmbedder> GetAsync(ConceptRequest request)
    {
        var made = await MakeAsync(request);
        Assert.True(made.IsOk, $"{made.Error}");
        var loaded = await _services.GetRequiredService<IModelCatalog>().GetAsync(made.Value.Id, CancellationToken.None);
        Assert.True(loaded.IsOk, $"{loaded.Error}");
        return loaded.Value;
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(_hub.Folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public static EmbedPart Text(string text, float weight = 1) => new(weight, text, null, null);

    public static EmbedPart Frames(params string[] colours) =>
        new(1, null, new FrameClip(colours.SelectMany(Pixels).ToArray(), colours.Length, 6, 6), null);

    public static EmbedPart Sound(float level, int samples = 1000) =>
        new(1, null, null, new AudioClip(Enumerable.Repeat(level, samples).ToArray(), 16_000));

    public static EmbedPart Hum(int samples) => new(
        1, null, null, new AudioClip(Enumerable.Range(0, samples).Select(i => 0.3f * MathF.Sin(i * 2 * MathF.PI * 440 / 16_000)).ToArray(), 16_000));

    public static async Task<float[]> EmbedAsync(IEmbedder sut, EmbedRole role, params EmbedPart[] parts)
    {
        var embedded = await TryEmbedAsync(sut, role, parts);
        Assert.True(embedded.IsOk, $"{embedded.Error}");
        return Assert.Single(embedded.Value.Items[0].Vectors).Value.Vector.ToArray();
    }

    public static Task<Result<EmbedResponse>> TryEmbedAsync(IEmbedder sut, EmbedRole role, params EmbedPart[] parts) => sut.EmbedAsync(
        new EmbedRequest([new EmbedItem(parts, [sut.Model.Representations[0].Name]) { Role = role }], EmbedPriority.Query), CancellationToken.None);

    public void Dispose()
    {
        _services.Dispose();
        _hub.Dispose();
    }

    private static IEnumerable<byte> Pixels(string colour) => Enumerable.Repeat<byte[]>(colour == "blue" ? [0, 0, 255] : [255, 0, 0], 36)
        .SelectMany(pixel => pixel);
}
