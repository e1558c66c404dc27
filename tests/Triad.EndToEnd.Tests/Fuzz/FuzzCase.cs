using Triad.Testing.Contract;

namespace Triad.EndToEnd.Tests.Fuzz;

/// <summary>A call with something wrong about it.</summary>
/// <param name="Label">What, for people.</param>
/// <param name="Messages">The messages' bytes.</param>
/// <param name="Planted">The only field that was touched; null where there were more or none.</param>
internal sealed record FuzzCase(string Label, IReadOnlyList<byte[]> Messages, FieldPath? Planted);
