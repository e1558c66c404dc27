using Qdrant.Client.Grpc;
using Triad.Doubles.Storage;

namespace Triad.Doubles.Filters;

/// <summary>What conditions look at: the payload of a point, or one of the objects nested in it.</summary>
internal readonly record struct FilterScope(StoredPoint Point, IReadOnlyDictionary<string, Value> Payload);
