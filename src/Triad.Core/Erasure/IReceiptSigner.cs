using Triad.Core.Errors;

namespace Triad.Core.Erasure;

/// <summary>Signs receipts with the platform's key, as JWS (RFC 7515) with ES256.</summary>
public interface IReceiptSigner
{
    /// <summary>The signed statement in the compact form. Its public key is published before this returns.</summary>
    Task<Result<string>> SignAsync(ErasureStatement statement, CancellationToken cancellationToken);
}
