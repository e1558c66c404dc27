using Triad.Core.Modality;

namespace Triad.Gateway.Values;

/// <summary>Maps modality masks between wire and core.</summary>
internal static class ModalityMapping
{
    /// <summary>A mask for the wire.</summary>
    public static V1.ModalityMask ToWire(Modalities mask) => new()
    {
        Text = mask.Contains(Modalities.Text),
        Video = mask.Contains(Modalities.Video),
        Audio = mask.Contains(Modalities.Audio),
    };

    /// <summary>A single modality for the wire; UNSPECIFIED for none.</summary>
    public static V1.Modality ToWireSingle(Modalities single) => single switch
    {
        Modalities.Text => V1.Modality.Text,
        Modalities.Video => V1.Modality.Video,
        Modalities.Audio => V1.Modality.Audio,
        _ => V1.Modality.Unspecified,
    };

    /// <summary>A mask from the wire; None where it is not given.</summary>
    public static Modalities ToCore(V1.ModalityMask? mask) => mask is null
        ? Modalities.None
        : (mask.Text ? Modalities.Text : Modalities.None)
            | (mask.Video ? Modalities.Video : Modalities.None)
            | (mask.Audio ? Modalities.Audio : Modalities.None);
}
