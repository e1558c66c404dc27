using Triad.Core.Identity;

namespace Triad.Vectors.Storage;

/// <summary>What a shard's file says about itself.</summary>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Epoch">The epoch of the last writer that opened it.</param>
/// <param name="Sequence">The number of the last write.</param>
internal sealed record ShardHeader(SpaceId Space, long Epoch, long Sequence);
