using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>The tokens of one modality of one part.</summary>
/// <param name="Modality">A single modality.</param>
/// <param name="Weight">The part's weight.</param>
/// <param name="Values">Count x token size values.</param>
/// <param name="Count">Tokens, at least one.</param>
internal sealed record PartTokens(Modalities Modality, float Weight, ReadOnlyMemory<float> Values, int Count);
