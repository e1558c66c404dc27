namespace Triad.Client;

/// <summary>How one modality of a video fared.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="State">How it fared.</param>
/// <param name="Message">Why it is absent, partial or failed, for people; else empty.</param>
public sealed record ModalityStatus(Modalities Modality, ModalityState State, string Message)
{
    internal static ModalityStatus FromWire(V1.ModalityStatus wire) =>
        new(wire.Modality.ToModalities(), (ModalityState)wire.State, wire.Message);
}
