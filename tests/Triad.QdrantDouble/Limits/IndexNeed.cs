using Triad.Doubles.Payloads;

namespace Triad.Doubles.Limits;

/// <summary>A field that an index is missing for.</summary>
/// <param name="Path">The field.</param>
/// <param name="Types">The types of index that would do, as a message names them.</param>
internal sealed record IndexNeed(PayloadPath Path, string Types);
