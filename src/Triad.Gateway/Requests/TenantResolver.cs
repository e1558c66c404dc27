using System.Diagnostics;
using Grpc.Core;
using Triad.Core.Identity;
using Triad.Core.Telemetry;
using Triad.Gateway.Authentication;
using Triad.Gateway.Calls;
using Triad.Gateway.Usage;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Requests;

/// <summary>Finds the tenant that a call is about.</summary>
internal sealed class TenantResolver(IGrainFactory grains)
{
    /// <summary>The tenant of the caller's key, or the one that an operator names and that exists and is not being erased.</summary>
    /// <exception cref="RpcException">There is none, or the caller may not name it.</exception>
    public async ValueTask<TenantId> ResolveAsync(ServerCallContext context, string named)
    {
        var caller = Caller.Of(context);
        var tenant = caller.TenantFor(named).OrThrow();
        Activity.Current.SetTenant(tenant);
        SentMeter.Note(context, tenant);
        if (caller.Tenant is null && await GetAsync(tenant, context.CancellationToken) is { Status: TenantStatus.Deleting } closed)
            throw TenantRefusal.NotActive(closed).ToRpcException();
        return tenant;
    }

    /// <summary>The tenant that a call writes to: it must exist and be active.</summary>
    /// <exception cref="RpcException">There is none, it is not active, or the caller may not name it.</exception>
    public async Task<TenantId> ResolveActiveAsync(ServerCallContext context, string named, string field = "tenant_id")
    {
        var tenant = Caller.Of(context).TenantFor(named, field).OrThrow();
        Activity.Current.SetTenant(tenant);
        SentMeter.Note(context, tenant);
        var snapshot = await GetAsync(tenant, context.CancellationToken);
        return snapshot.Status == TenantStatus.Active
            ? tenant
            : throw TenantRefusal.NotActive(snapshot).ToRpcException();
    }

    private async Task<TenantSnapshot> GetAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await grains.Tenant(tenant).GetAsync(cancellationToken)).OrThrow();
}
