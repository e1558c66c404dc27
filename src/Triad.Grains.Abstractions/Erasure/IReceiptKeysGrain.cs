using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Erasure;

/// <summary>The public keys that receipts were ever signed with: what is published. Key: 0. None is ever taken away.</summary>
[Alias("triad.IReceiptKeysGrain")]
public interface IReceiptKeysGrain : IGrainWithIntegerKey
{
    /// <summary>Adds a key; success where it is there. A receipt is signed with a key that is here only.</summary>
    [Alias("Publish")]
    Task<Result> PublishAsync(ReceiptKey key, CancellationToken cancellationToken);

    /// <summary>All of them, in the order in which they came.</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<ReceiptKey>>> ListAsync(CancellationToken cancellationToken);
}
