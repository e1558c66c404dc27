using Triad.Core.Modality;
using Triad.Inference.Classes;
using Triad.Inference.Pictures;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>What model.json says of a package of the kind <c>classifier</c>. See docs/models.md.</summary>
internal sealed record ClassifierManifest
{
    /// <summary>Length of a segment in seconds.</summary>
    public required double SegmentSeconds { get; init; }

    /// <summary>How pictures are prepared; null for a classifier of sound.</summary>
    public required PictureSettings? Pictures { get; init; }

    /// <summary>How sound is prepared; null for a classifier of pictures.</summary>
    public required ISoundInput? Sound { get; init; }

    /// <summary>What it looks at.</summary>
    public Modalities Scored => Pictures is null ? Modalities.Audio : Modalities.Video;

    /// <summary>The shape of a row that the front-end makes, without the batch.</summary>
    public IReadOnlyList<long> RowShape => Pictures is { } pictures ? [3, pictures.Height, pictures.Width] : Sound!.Shape;

    /// <summary>The graph, whose output is a score a class.</summary>
    public required TowerGraph Graph { get; init; }

    /// <summary>The number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>What makes probabilities of the scores.</summary>
    public required Activation Activation { get; init; }

    /// <summary>The file of the labels.</summary>
    public required string Labels { get; init; }
}
