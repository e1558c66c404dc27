using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>A copy of points from one shard to another that has not ended.</summary>
internal sealed record ShardTransfer(Shard From, Shard To, Filter? Filter);
