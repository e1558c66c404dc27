using System.Numerics.Tensors;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Testing.Embedding;

/// <summary>
/// Stands for a model that compares a text with what it keeps of a segment: it finds the segment best whose picture the text is least like, so that what was
/// found comes in the opposite order.
/// </summary>
public sealed class ComparingEmbedder : IEmbedder
{
    /// <summary>What it says that the comparison with one segment takes.</summary>
    public static readonly TimeSpan RerankTime = TimeSpan.FromMilliseconds(3);

    private readonly HashEmbedder _hash = new();

    /// <summary>The representation of pictures, which is asked.</summary>
    public static RepresentationInfo Pictures { get; } =
        new(RepresentationName.Of(Modalities.Video), 16, Modalities.Video, Modalities.Text | Modalities.Video, "v");

    /// <summary>What is kept beside it.</summary>
    public static RepresentationInfo Kept { get; } = new(RepresentationName.From("v.frames"), 16, Modalities.Video, Modalities.None, "v.frames");

    /// <inheritdoc/>
    public ModelInfo Model { get; } = new HashEmbedder().Model with
    {
        Modalities = Modalities.Text | Modalities.Video,
        CanFuse = false,
        StoreFull = false,
        Stored = [Modalities.Video],
        Representations = [Pictures, Kept],
        Rerank = new RerankSettings(Kept.Name, 100),
    };

    /// <inheritdoc/>
    public int QueueDepth => 0;

    /// <inheritdoc/>
    public TextNotice Read(string text) => _hash.Read(text);

    /// <inheritdoc/>
    public Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EmbedResponse>>(new EmbedResponse([.. request.Items.Select(Embed)], TimeSpan.FromMilliseconds(request.Items.Count)));

    /// <inheritdoc/>
    public Task<Result<RerankResponse>> RerankAsync(RerankRequest request, CancellationToken cancellationToken)
    {
        var asking = HashEmbedder.DirectionOf(new EmbedPart(1, request.Text, null, null), Modalities.Text, Kept.Dimension);
        return Task.FromResult<Result<RerankResponse>>(new RerankResponse(
            [.. request.Kept.Select(kept => -TensorPrimitives.Dot(asking, kept.Span))], RerankTime * request.Kept.Count));
    }

    private static ItemEmbedding Embed(EmbedItem item)
    {
        var asked = item.Role == EmbedRole.Query ? item.Mask.Parts().First() : Modalities.Video;
        var vector = HashEmbedder.DirectionOf(item.Parts[0], asked, Pictures.Dimension);
        var embedding = new EmbeddingVector(vector, new Dictionary<Modalities, ReadOnlyMemory<float>> { [asked] = vector });
        return new ItemEmbedding(item.Representations.ToDictionary(name => name, _ => embedding), null);
    }
}
