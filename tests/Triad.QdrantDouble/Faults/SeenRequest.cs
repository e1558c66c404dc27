using Google.Protobuf;

namespace Triad.Doubles.Faults;

/// <summary>A call that the double has seen.</summary>
/// <param name="Method">Service and method: <c>qdrant.Points/Upsert</c>.</param>
/// <param name="Request">What was asked.</param>
public sealed record SeenRequest(string Method, IMessage Request);
