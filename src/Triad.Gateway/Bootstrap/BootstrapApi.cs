using System.Collections.Immutable;
using System.Security.Cryptography;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tenants;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Bootstrap;

/// <summary>BootstrapService.</summary>
internal sealed class BootstrapApi(IGrainFactory grains, BootstrapGate gate, TimeProvider time) : V1.BootstrapService.BootstrapServiceBase
{
    // The one answer to all who come with a wrong token or too late.
    private static readonly Error Refusal = new(
        ErrorReason.KeyInvalid,
        "The bootstrap token is not valid, or the platform has its first operator key already.",
        "token",
        null,
        "Use the operator's key, or the token that a platform without any key was started with.");

    /// <inheritdoc/>
    public override async Task<V1.ApiKey> Bootstrap(V1.BootstrapRequest request, ServerCallContext context)
    {
        if (!gate.Admits(request.Token))
            throw Refusal.ToRpcException();
        var violations = new Violations();
        var id = violations.Take(ApiKeyId.Parse(request.KeyId));
        if (request.SecretSha256.Length != SHA256.HashSizeInBytes)
            violations.Add(Error.Invalid(
                "secret_sha256", $"{request.SecretSha256.Length} bytes", "are not a SHA-256", $"Give the {SHA256.HashSizeInBytes} bytes of a hash."));
        violations.ThrowIfAny();

        // Claimed first: a claim whose key was never registered is completed by a repeat.
        ImmutableArray<byte> hash = [.. request.SecretSha256.Span];
        if (!(await grains.FirstOperator().ClaimAsync(id, hash, context.CancellationToken)).OrThrow())
            throw Refusal.ToRpcException();
        var key = new ApiKeySnapshot(id, null, "first operator", [Scopes.Operator], time.GetUtcNow(), null);
        (await grains.OperatorKeys().AddAsync(key, context.CancellationToken)).OrThrow();
        (await grains.ApiKey(id).RegisterAsync(new RegisterApiKey(key, hash), context.CancellationToken)).OrThrow();
        return TenantMapping.ToWire(key);
    }
}
