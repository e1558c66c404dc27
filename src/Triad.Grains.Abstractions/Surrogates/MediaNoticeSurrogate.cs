using Triad.Core.Media;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A notice as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.media-notice.surrogate")]
public readonly struct MediaNoticeSurrogate
{
    /// <summary>The closed reason.</summary>
    [Id(0)]
    public NoticeReason Reason { get; init; }

    /// <summary>One sentence for a person.</summary>
    [Id(1)]
    public string Message { get; init; }

    /// <summary>What the user can do, or null.</summary>
    [Id(2)]
    public string? Remedy { get; init; }

    /// <summary>Where its span begins; null where it has none.</summary>
    [Id(3)]
    public TimeSpan? Start { get; init; }

    /// <summary>Where its span ends.</summary>
    [Id(4)]
    public TimeSpan End { get; init; }

    /// <summary>The index of its stream; null where it has none.</summary>
    [Id(5)]
    public int? StreamIndex { get; init; }

    /// <summary>FFmpeg's word for the stream's kind, or null.</summary>
    [Id(6)]
    public string? StreamKind { get; init; }

    /// <summary>FFmpeg's name of the stream's codec, or null.</summary>
    [Id(7)]
    public string? StreamCodec { get; init; }
}
