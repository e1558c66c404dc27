using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class ReceiptKeysDouble(GrainWorld world) : IReceiptKeysGrain
{
    public Task<Result> PublishAsync(ReceiptKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ImmutableArray<ReceiptKey>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ReceiptKey>>>(world.ReceiptKeys.ToImmutableArray());
}
