using Google.Protobuf;

namespace Triad.Client;

/// <summary>Timed text that comes with a video: its text modality.</summary>
/// <param name="Content">UTF-8, SubRip or WebVTT; at most 4 MiB by default.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Language">BCP 47, for example <c>en</c>; may be empty.</param>
public sealed record Captions(ReadOnlyMemory<byte> Content, CaptionFormat Format = CaptionFormat.Detect, string Language = "")
{
    /// <summary>Reads captions from a file.</summary>
    /// <param name="path">A <c>.srt</c> or <c>.vtt</c> file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Captions> FromFileAsync(string path, CancellationToken cancellationToken = default) =>
        new(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));

    internal V1.Captions ToWire() => new()
    {
        Content = ByteString.CopyFrom(Content.Span),
        Format = (V1.CaptionFormat)Format,
        Language = Language,
    };
}
