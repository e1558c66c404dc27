using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.DataKeys;
using Triad.Grains.State;

namespace Triad.Grains.DataKeys;

/// <inheritdoc cref="IDataKeyGrain"/>
internal sealed class DataKeyGrain(
    [PersistentState("data-key", GrainStorageNames.Grains)] IPersistentState<DataKeyState> store) : Grain, IDataKeyGrain
{
    private DurableState<DataKeyState> _state = null!;

    private DataKeyState Current => _state.Current;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<DataKeyState>(store);
        return Task.CompletedTask;
    }

    public Task<Result<DataKeySnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<DataKeySnapshot>>(Snapshot());

    public async Task<Result<DataKeySnapshot>> KeepAsync(DataKeySnapshot offered, CancellationToken cancellationToken)
    {
        if (!Current.IsDestroyed && Current.KeyId == Guid.Empty)
            await WriteAsync(offered, cancellationToken);
        return Snapshot();
    }

    public async Task<Result<DataKeySnapshot>> RewrapAsync(DataKeySnapshot rewrapped, CancellationToken cancellationToken)
    {
        if (!Current.IsDestroyed && Current.KeyId == rewrapped.KeyId)
            await WriteAsync(rewrapped, cancellationToken);
        return Snapshot();
    }

    public async Task<Result<bool>> DestroyAsync(CancellationToken cancellationToken)
    {
        var had = Current.KeyId != Guid.Empty;
        if (!Current.IsDestroyed)
            await _state.WriteAsync(new DataKeyState { IsDestroyed = true }, cancellationToken);
        return had;
    }

    private Task WriteAsync(DataKeySnapshot key, CancellationToken cancellationToken) => _state.WriteAsync(
        new DataKeyState { KeyId = key.KeyId, WrappedBy = key.WrappedBy, Text = key.Text }, cancellationToken);

    private DataKeySnapshot Snapshot() => new(Current.KeyId, Current.WrappedBy, Current.Text, Current.IsDestroyed);
}
