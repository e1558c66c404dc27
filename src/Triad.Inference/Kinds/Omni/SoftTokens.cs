namespace Triad.Inference.Kinds.Omni;

/// <summary>The soft tokens of one picture, frame or piece of sound: what its encoder made of it.</summary>
/// <param name="Kind">What they are of.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Values">Token after token.</param>
internal sealed record SoftTokens(SoftTokenKind Kind, int Count, ReadOnlyMemory<float> Values);
