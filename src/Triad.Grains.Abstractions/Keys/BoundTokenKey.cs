using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>
/// The P-256 key pair that signs tokens made from an API key. HKDF (RFC 5869, SHA-256) makes 48 bytes of the secret; they become the scalar by FIPS 186-5
/// A.2.1, extra random bits. Clients do the same by themselves, so it never changes: tests/Data/access/bound-keys.json.
/// </summary>
public static class BoundTokenKey
{
    /// <summary>Bytes of a coordinate and of the scalar.</summary>
    public const int CoordinateBytes = 32;

    private const string Info = "triad bound token P-256 v1";
    private const int DerivedBytes = 48;

    // The order of P-256 (SEC 2, 2.4.2), less one.
    private static readonly BigInteger OrderLessOne =
        BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", System.Globalization.NumberStyles.HexNumber, null);

    /// <summary>The public half, as X and Y.</summary>
    /// <param name="keyId">The public part of the API key.</param>
    /// <param name="secret">The 32 bytes of its secret.</param>
    public static ImmutableArray<byte> PublicOf(ApiKeyId keyId, ReadOnlySpan<byte> secret)
    {
        var scalar = ScalarOf(keyId, secret);
        try
        {
            using var pair = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
            var point = pair.ExportParameters(includePrivateParameters: false).Q;
            return [.. point.X!, .. point.Y!];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }

    /// <summary>The private half.</summary>
    internal static byte[] ScalarOf(ApiKeyId keyId, ReadOnlySpan<byte> secret)
    {
        Span<byte> derived = stackalloc byte[DerivedBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, Encoding.ASCII.GetBytes(keyId.Value), Encoding.ASCII.GetBytes(Info));
        var number = (new BigInteger(derived, isUnsigned: true, isBigEndian: true) % OrderLessOne) + 1;
        CryptographicOperations.ZeroMemory(derived);
        var scalar = new byte[CoordinateBytes];
        number.TryWriteBytes(scalar.AsSpan(CoordinateBytes - number.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        return scalar;
    }
}
