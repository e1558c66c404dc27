namespace Triad.Client;

/// <summary>Between <see cref="Modalities"/> and their short names.</summary>
public static class ModalitiesExtensions
{
    /// <summary>The short name, letters in the order t, v, a: <c>tva</c>, <c>va</c>; empty for none.</summary>
    /// <param name="modalities">The modalities.</param>
    public static string ToShortName(this Modalities modalities) => string.Concat(
        modalities.HasFlag(Modalities.Text) ? "t" : string.Empty,
        modalities.HasFlag(Modalities.Video) ? "v" : string.Empty,
        modalities.HasFlag(Modalities.Audio) ? "a" : string.Empty);

    internal static V1.ModalityMask ToWire(this Modalities modalities) => new()
    {
        Text = modalities.HasFlag(Modalities.Text),
        Video = modalities.HasFlag(Modalities.Video),
        Audio = modalities.HasFlag(Modalities.Audio),
    };

    internal static Modalities ToModalities(this V1.Modality modality) => modality switch
    {
        V1.Modality.Text => Modalities.Text,
        V1.Modality.Video => Modalities.Video,
        V1.Modality.Audio => Modalities.Audio,
        _ => Modalities.None,
    };

    internal static Modalities ToModalities(this V1.ModalityMask? mask) => mask is null
        ? Modalities.None
        : (mask.Text ? Modalities.Text : 0) | (mask.Video ? Modalities.Video : 0) | (mask.Audio ? Modalities.Audio : 0);
}
