using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>What a sample is of.</summary>
internal readonly record struct SampleKey(ShardId Shard, SpaceId Space, RepresentationName Representation, VectorLevel Level);
