using System.Security.Cryptography;
using Triad.Core.Durability;

namespace Triad.Server.Receipts;

/// <summary>A private key on the curve P-256 in a PEM file.</summary>
internal static class SigningKeyFile
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Reads a key.</summary>
    /// <exception cref="CryptographicException">It is on another curve.</exception>
    /// <exception cref="ArgumentException">The file has none.</exception>
    public static ECDsa Read(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256 && HasPrivate(key)
                ? key
                : throw new CryptographicException($"'{path}' has no private key on the curve P-256.");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Reads a key, making it where there is none: of several processes the first one's counts.</summary>
    public static ECDsa ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            OnceFile.Write(path, made.ExportPkcs8PrivateKeyPem() + Environment.NewLine);
        }

        return Read(path);
    }

    private static bool HasPrivate(ECDsa key)
    {
        try
        {
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
