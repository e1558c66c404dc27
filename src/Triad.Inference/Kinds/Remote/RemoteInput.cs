using Triad.Core.Embedding;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Remote;

/// <summary>What an endpoint makes one vector of.</summary>
/// <param name="Role">What it is embedded for.</param>
/// <param name="Contents">Its contents in order, at least one.</param>
internal sealed record RemoteInput(EmbedRole Role, IReadOnlyList<RemoteContent> Contents)
{
    /// <summary>The modalities in it.</summary>
    public Modalities Mask => Contents.Aggregate(Modalities.None, (mask, content) => mask | content.Modality);

    /// <summary>What it is, for people.</summary>
    public string Shown => string.Join(", ", Contents.Select(content => content.Shown));
}
