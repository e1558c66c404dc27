using Qdrant.Client.Grpc;

namespace Triad.Doubles.Queries;

/// <summary>The best hits of one value of the field that groups are made by.</summary>
internal sealed record HitGroup(GroupId Id, IReadOnlyList<Scored> Hits);
