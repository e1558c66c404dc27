using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Testing.Embedding;

/// <summary>
/// Stands for a model with two heads: one representation of pictures and one of sound, each with a dimension and a space of its own, which text can ask both.
/// A thing's vector is a direction drawn from the hash of its content and the representation's name.
/// </summary>
public sealed class TwoHeadsEmbedder : IEmbedder
{
    private readonly HashEmbedder _hash = new();

    /// <summary>The representation of pictures.</summary>
    public static RepresentationInfo Pictures { get; } =
        new(RepresentationName.From("clip.v"), 16, Modalities.Video, Modalities.Text | Modalities.Video, "clip");

    /// <summary>The representation of sound.</summary>
    public static RepresentationInfo Sound { get; } =
        new(RepresentationName.From("clap.a"), 24, Modalities.Audio, Modalities.Text | Modalities.Audio, "clap");

    /// <inheritdoc/>
    public ModelInfo Model { get; } = new HashEmbedder().Model with
    {
        CanFuse = false,
        StoreFull = false,
        Stored = [],
        Representations = [Pictures, Sound],
    };

    /// <inheritdoc/>
    public int QueueDepth => 0;

    /// <inheritdoc/>
    public TextNotice Read(string text) => _hash.Read(text);

    /// <inheritdoc/>
    public Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EmbedResponse>>(new EmbedResponse([.. request.Items.Select(Embed)], TimeSpan.FromMilliseconds(request.Items.Count)));

    private ItemEmbedding Embed(EmbedItem item) => new(
        item.Representations.ToDictionary(name => name, name => Embed(item, Model.Find(name)!)),
        null);

    private static EmbeddingVector Embed(EmbedItem item, RepresentationInfo representation)
    {
        var asked = item.Role == EmbedRole.Query ? item.Mask : representation.Mask;
        var vector = HashEmbedder.DirectionOf(item.Parts[0], asked.Parts().First(), representation.Dimension);
        return new EmbeddingVector(vector, new Dictionary<Modalities, ReadOnlyMemory<float>> { [asked] = vector });
    }
}
