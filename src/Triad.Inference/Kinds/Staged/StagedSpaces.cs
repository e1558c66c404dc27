using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Staged;

/// <summary>
/// What may be compared with what. The model was trained on these pairs alone: a cosine of any other pair, such as two sounds, means nothing.
/// </summary>
internal static class StagedSpaces
{
    // What is stored, who asks it, and the pair by which the export calls the scale and bias of their logits.
    private static readonly (StagedHead Stored, StagedHead Asking, string Pair)[] Pairs =
    [
        (StagedHead.Audio, StagedHead.TextForAudio, "text_audio"),
        (StagedHead.Audio, StagedHead.Video, "audio_video"),
        (StagedHead.Audio, StagedHead.VideoPlusText, "video_plus_text"),
        (StagedHead.Video, StagedHead.TextForVideo, "text_video"),
        (StagedHead.Video, StagedHead.Audio, "audio_video"),
        (StagedHead.Video, StagedHead.AudioPlusText, "audio_plus_text"),
        (StagedHead.AudioVideo, StagedHead.TextForBoth, "text_audio_video"),
    ];

    /// <summary>What can be stored.</summary>
    public static IReadOnlyList<StagedHead> Stored { get; } = [.. Pairs.Select(pair => pair.Stored).Distinct()];

    /// <summary>The pairs that have a scale and a bias.</summary>
    public static IReadOnlyList<string> LogitPairs { get; } = [.. Pairs.Select(pair => pair.Pair).Distinct(StringComparer.Ordinal)];

    /// <summary>The pair of what is stored and what asks it.</summary>
    public static string PairOf(StagedHead stored, StagedHead asking) => Pairs.First(pair => pair.Stored == stored && pair.Asking == asking).Pair;

    /// <summary>A representation of a package.</summary>
    public static RepresentationInfo Describe(StagedHead stored, string package, int dimension)
    {
        AskingHead[] heads = [.. Pairs.Where(pair => pair.Stored == stored).Select(pair => new AskingHead(pair.Asking.Name, pair.Asking.Mask))];
        return new RepresentationInfo(
            RepresentationName.From(stored.Name),
            dimension,
            stored.Mask,
            heads.Aggregate(Modalities.None, (all, head) => all | head.Mask),
            $"{package}.{stored.Name}")
        {
            Heads = heads,
        };
    }
}
