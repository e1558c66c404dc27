using System.Security.Cryptography;
using System.Text;
using Triad.Core.Erasure;
using Triad.Core.Errors;

namespace Triad.Testing.Erasure;

/// <summary>Signs receipts with a key of its own that is nowhere published; the form is the real one's.</summary>
public sealed class EphemeralSigner : IReceiptSigner, IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <inheritdoc/>
    public Task<Result<string>> SignAsync(ErasureStatement statement, CancellationToken cancellationToken)
    {
        var header = Encoding.UTF8.GetBytes($$"""{"alg":"ES256","typ":"{{ErasureStatement.MediaType}}"}""");
        var signed = $"{Encode(header)}.{Encode(statement.ToJson().Span)}";
        return Task.FromResult<Result<string>>($"{signed}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}");
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string Encode(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
