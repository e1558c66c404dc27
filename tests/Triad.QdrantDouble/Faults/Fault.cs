using Grpc.Core;

namespace Triad.Doubles.Faults;

/// <summary>What goes wrong with a call: an error, or a connection that ends; before the call is computed, or afterwards.</summary>
internal sealed record Fault(string Method, Status? Status, bool IsDropped, bool IsAfterwards);
