using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.State;

namespace Triad.Grains.Keys;

/// <inheritdoc cref="IFirstOperatorGrain"/>
internal sealed class FirstOperatorGrain(
    [PersistentState("first-operator", GrainStorageNames.Grains)] IPersistentState<FirstOperatorState> store) : Grain, IFirstOperatorGrain
{
    private DurableState<FirstOperatorState> _state = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<FirstOperatorState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result<bool>> ClaimAsync(ApiKeyId keyId, ImmutableArray<byte> secretSha256, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            await _state.WriteAsync(new FirstOperatorState { KeyId = keyId.Value, SecretSha256 = secretSha256 }, cancellationToken);
        return _state.Current.KeyId == keyId.Value
            && CryptographicOperations.FixedTimeEquals(_state.Current.SecretSha256.AsSpan(), secretSha256.AsSpan());
    }
}
