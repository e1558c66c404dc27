using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Gateway.Erasure;

/// <summary>
/// The public keys that receipts were ever signed with, as a JSON Web Key Set (RFC 7517), for everybody. Kept for seconds, so that a flood of
/// callers costs the grain nothing.
/// </summary>
internal sealed class PublicKeys(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Where they are published.</summary>
    public const string Path = "/.well-known/jwks.json";

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private volatile Tuple<DateTimeOffset, byte[]>? _kept;

    /// <summary>Answers a request for them.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        byte[] document;
        try
        {
            document = await ReadAsync(http.RequestAborted);
        }
        catch (Exception failure) when (failure is Grpc.Core.RpcException or TimeoutException or Orleans.Runtime.OrleansException)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "1";
            return;
        }

        http.Response.ContentType = "application/jwk-set+json";
        http.Response.Headers.CacheControl = "public, max-age=60";
        await http.Response.Body.WriteAsync(document, http.RequestAborted);
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && kept.Item1 > time.GetUtcNow())
            return kept.Item2;
        var keys = (await grains.ReceiptKeys().ListAsync(cancellationToken)).OrThrow();
        var document = JsonSerializer.SerializeToUtf8Bytes(new
        {
            keys = keys.Select(key => new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = key.KeyId, x = key.X, y = key.Y }),
        });
        _kept = Tuple.Create(time.GetUtcNow() + KeptFor, document);
        return document;
    }
}
