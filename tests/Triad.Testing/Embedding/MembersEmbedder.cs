using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Core.Scores;

namespace Triad.Testing.Embedding;

/// <summary>
/// Stands for an ensemble: pictures, sound and words, each with a dimension and a space of its own, whose scores are summed. A thing's vector is a
/// direction drawn from the hash of its content, so that equal content finds itself.
/// </summary>
public sealed class MembersEmbedder : IEmbedder
{
    private readonly HashEmbedder _hash = new();

    /// <summary>The representation of pictures.</summary>
    public static RepresentationInfo Pictures { get; } =
        new(RepresentationName.From("pic.v"), 16, Modalities.Video, Modalities.Text | Modalities.Video, "pic") { Weight = 2 };

    /// <summary>The representation of sound.</summary>
    public static RepresentationInfo Sound { get; } =
        new(RepresentationName.From("snd.a"), 24, Modalities.Audio, Modalities.Text | Modalities.Audio, "snd");

    /// <summary>The representation of words, of as many numbers as that of pictures.</summary>
    public static RepresentationInfo Words { get; } = new(RepresentationName.From("words.t"), 16, Modalities.Text, Modalities.Text, "words")
    {
        Priors = new Dictionary<Modalities, ScorePrior> { [Modalities.Text] = new(0.05, 0.2) },
    };

    /// <inheritdoc/>
    public ModelInfo Model { get; } = new HashEmbedder().Model with
    {
        CanFuse = false,
        StoreFull = false,
        Stored = [],
        SumsScores = true,
        Titles = TitleUse.AsText,
        Representations = [Pictures, Sound, Words],
    };

    /// <summary>What it never has a vector for, as where a sound is too short; null for nothing.</summary>
    public RepresentationName? LeavesOut { get; init; }

    /// <inheritdoc/>
    public int QueueDepth => 0;

    /// <inheritdoc/>
    public TextNotice Read(string text) => _hash.Read(text);

    /// <inheritdoc/>
    public Task<Result<EmbedResponse>> EmbedAsync(EmbedRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EmbedResponse>>(new EmbedResponse([.. request.Items.Select(Embed)], TimeSpan.FromMilliseconds(request.Items.Count)));

    private ItemEmbedding Embed(EmbedItem item) => new(
        item.Representations.Where(name => name != LeavesOut).ToDictionary(name => name, name => Embed(item, Model.Find(name)!)),
        null);

    private static EmbeddingVector Embed(EmbedItem item, RepresentationInfo representation)
    {
        var part = item.Parts[0];
        if (representation == Words && item.Role == EmbedRole.Media)
            part = part with { Text = part.Text ?? item.Title };
        var asked = part.Mask & (item.Role == EmbedRole.Query ? representation.Queries : representation.Mask);
        var vector = HashEmbedder.DirectionOf(part, asked.Parts().Last(), representation.Dimension);
        return new EmbeddingVector(vector, new Dictionary<Modalities, ReadOnlyMemory<float>> { [asked] = vector });
    }
}
