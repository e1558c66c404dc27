using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.DataKeys;
using Triad.Grains.State;

namespace Triad.Grains.DataKeys;

/// <inheritdoc cref="IKeyRegistryGrain"/>
internal sealed class KeyRegistryGrain(
    [PersistentState("key-registry", GrainStorageNames.Grains)] IPersistentState<KeyRegistryState> store) : Grain, IKeyRegistryGrain
{
    private DurableState<KeyRegistryState> _state = null!;

    private ImmutableArray<string> Names => _state.Current.Names;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<KeyRegistryState>(store);
        return Task.CompletedTask;
    }

    public Task<Result<ImmutableArray<string>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<string>>>(Names);

    public async Task<Result> RegisterAsync(string name, ImmutableArray<string> known, CancellationToken cancellationToken)
    {
        if (Names.Contains(name))
            return Result.Ok;
        if (!Names.SequenceEqual(known))
            return new Error(ErrorReason.Conflict, "Another key-encryption key was registered at the same time.", Remedy: "Retry.");
        await _state.WriteAsync(new KeyRegistryState { Names = Names.Add(name) }, cancellationToken);
        return Result.Ok;
    }

    public async Task<Result> RetireAsync(ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        var left = Names.RemoveRange(names);
        if (left.Length != Names.Length)
            await _state.WriteAsync(new KeyRegistryState { Names = left }, cancellationToken);
        return Result.Ok;
    }
}
