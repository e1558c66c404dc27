using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>How the text graph takes ids.</summary>
/// <param name="Type">Whole numbers of 32 or 64 bits.</param>
/// <param name="Length">The number of ids that it was exported for; null where it takes any.</param>
/// <param name="PadId">The id that fills up shorter texts.</param>
/// <param name="Mask">The input that is 1 where a token is; null where the graph has none.</param>
internal sealed record TextInputs(TensorType Type, int? Length, int PadId, string? Mask);
