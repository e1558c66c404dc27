using System.Numerics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Triad.Client.Tokens;

/// <summary>
/// The P-256 key that an API key's tokens are signed by. HKDF (RFC 5869, SHA-256; salt: the key id, info: a name) makes 48 bytes of the secret; they become the
/// scalar by FIPS 186-5 A.2.1, extra random bits: modulo n - 1, plus 1. The platform does the same when a key is made, and keeps the public half.
/// </summary>
internal static class BoundTokenKey
{
    private const string Info = "triad bound token P-256 v1";
    private const int DerivedBytes = 48;
    private const int ScalarBytes = 32;

    // The order of P-256 (SEC 2, 2.4.2), less one.
    private static readonly BigInteger OrderLessOne =
        BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The key pair.</summary>
    /// <param name="keyId">The public part of the API key.</param>
    /// <param name="secret">The 32 bytes of its secret.</param>
    public static ECDsa Derive(string keyId, ReadOnlySpan<byte> secret)
    {
        var derived = new byte[DerivedBytes];
        var scalar = new byte[ScalarBytes];
        try
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, derived, Encoding.ASCII.GetBytes(keyId), Encoding.ASCII.GetBytes(Info));
            var number = (new BigInteger(derived, isUnsigned: true, isBigEndian: true) % OrderLessOne) + BigInteger.One;
            var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
            bytes.CopyTo(scalar, ScalarBytes - bytes.Length);
            CryptographicOperations.ZeroMemory(bytes);
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
            CryptographicOperations.ZeroMemory(scalar);
        }
    }
}
