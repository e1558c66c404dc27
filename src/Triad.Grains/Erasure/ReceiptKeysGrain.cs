using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.State;

namespace Triad.Grains.Erasure;

/// <inheritdoc cref="IReceiptKeysGrain"/>
internal sealed class ReceiptKeysGrain(
    [PersistentState("receipt-keys", GrainStorageNames.Grains)] IPersistentState<ReceiptKeysState> store) : Grain, IReceiptKeysGrain
{
    private DurableState<ReceiptKeysState> _state = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<ReceiptKeysState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result> PublishAsync(ReceiptKey key, CancellationToken cancellationToken)
    {
        if (_state.Current.Keys.Any(known => known.KeyId == key.KeyId))
            return Result.Ok;
        var added = new ReceiptKeyState { KeyId = key.KeyId, X = key.X, Y = key.Y, CreatedAt = key.CreatedAt };
        await _state.WriteAsync(_state.Current with { Keys = _state.Current.Keys.Add(added) }, cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ImmutableArray<ReceiptKey>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ReceiptKey>>>(
            _state.Current.Keys.Select(key => new ReceiptKey(key.KeyId, key.X, key.Y, key.CreatedAt)).ToImmutableArray());
}
