using Grpc.Core;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>Takes a tenant from one model to another without losing search. Every call needs an operator's key, and may be repeated.</summary>
public sealed class ModelChangesClient
{
    private readonly V1.TenantService.TenantServiceClient _wire;
    private readonly CallRunner _calls;

    internal ModelChangesClient(V1.TenantService.TenantServiceClient wire, CallRunner calls) => (_wire, _calls) = (wire, calls);

    /// <summary>Begins to embed the library with another package too.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="modelPackage">The id of the package.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The package is not there, or another change is under way.</exception>
    public Task<ModelChange> BeginAsync(string tenant, string modelPackage, CancellationToken cancellationToken = default)
    {
        var request = new V1.SetModelRequest { TenantId = tenant, ModelPackage = modelPackage, Mode = V1.SetModelMode.Shadow };
        return AskAsync(call => _wire.SetModelAsync(request, call), cancellationToken);
    }

    /// <summary>How far the change is.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">There is no such tenant.</exception>
    public Task<ModelChange> GetAsync(string tenant, CancellationToken cancellationToken = default)
    {
        var request = new V1.GetModelChangeRequest { TenantId = tenant };
        return AskAsync(call => _wire.GetModelChangeAsync(request, call), cancellationToken);
    }

    /// <summary>Lets searches ask the new model.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="force">Also where videos will not be found any more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">The new model lacks videos, which the message names.</exception>
    public Task<ModelChange> CutOverAsync(string tenant, bool force = false, CancellationToken cancellationToken = default)
    {
        var request = new V1.CutOverModelRequest { TenantId = tenant, Force = force };
        return AskAsync(call => _wire.CutOverModelAsync(request, call), cancellationToken);
    }

    /// <summary>Lets searches ask the old model again.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="force">Also where videos will not be found any more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">Searches never asked the new model, or the old one lacks videos.</exception>
    public Task<ModelChange> RollBackAsync(string tenant, bool force = false, CancellationToken cancellationToken = default)
    {
        var request = new V1.RollBackModelRequest { TenantId = tenant, Force = force };
        return AskAsync(call => _wire.RollBackModelAsync(request, call), cancellationToken);
    }

    /// <summary>Gives the new model up before searches ask it, and removes its vectors.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">Searches ask it already.</exception>
    public Task<ModelChange> CancelAsync(string tenant, CancellationToken cancellationToken = default)
    {
        var request = new V1.CancelModelChangeRequest { TenantId = tenant };
        return AskAsync(call => _wire.CancelModelChangeAsync(request, call), cancellationToken);
    }

    /// <summary>Gives the old model up, and removes its vectors: there is no way back then.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TriadException">Searches do not ask the new model yet.</exception>
    public Task<ModelChange> FinishAsync(string tenant, CancellationToken cancellationToken = default)
    {
        var request = new V1.FinishModelChangeRequest { TenantId = tenant };
        return AskAsync(call => _wire.FinishModelChangeAsync(request, call), cancellationToken);
    }

    private async Task<ModelChange> AskAsync(
        Func<CallOptions, AsyncUnaryCall<V1.ModelChange>> call, CancellationToken cancellationToken) =>
        ModelChange.FromWire(await _calls.UnaryAsync(call, CallSafety.Repeatable, cancellationToken).ConfigureAwait(false));
}
