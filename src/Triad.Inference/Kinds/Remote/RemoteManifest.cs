using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Remote;

/// <summary>What model.json says of a package of the kind <c>remote</c>. See docs/models.md.</summary>
internal sealed record RemoteManifest
{
    /// <summary>Numbers in a vector.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>What the endpoint takes.</summary>
    public required Modalities Modalities { get; init; }

    /// <summary>True where all that a segment has is stored as one vector.</summary>
    public required bool StoreFull { get; init; }

    /// <summary>The other masks that are stored.</summary>
    public required IReadOnlyList<Modalities> Stored { get; init; }

    /// <summary>True where the endpoint makes one vector of several contents.</summary>
    public required bool Mixes { get; init; }

    /// <summary>The endpoint.</summary>
    public required RemoteEndpoint Endpoint { get; init; }

    /// <summary>What stands before texts.</summary>
    public required RemotePrompts Prompts { get; init; }

    /// <summary>How frames go; null where none do.</summary>
    public required RemoteFrames? Frames { get; init; }

    /// <summary>Samples a second of sound; 0 where none goes.</summary>
    public required int SampleRate { get; init; }

    /// <summary>The file that says which vector the endpoint gave when the package was made; null where there is none.</summary>
    public required string? Fingerprint { get; init; }
}
