using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Triad.Testing.Certificates;

/// <summary>A certificate authority of the test's own, with one below it, and its files.</summary>
public sealed class TestAuthority : IDisposable
{
    // One time for all: a certificate may not outlive its issuer's.
    private static readonly DateTimeOffset From = TimeProvider.System.GetUtcNow().AddDays(-1);
    private static readonly DateTimeOffset To = From.AddDays(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-ca-");
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    /// <summary>Makes it.</summary>
    public TestAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _root = Request("Test root", rootKey, authority: true).CreateSelfSigned(From, To);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signed = Request("Test intermediate", key, authority: true).Create(_root, From, To, [1]);
        _intermediate = signed.CopyWithPrivateKey(key);
        File.WriteAllText(RootFile, _root.ExportCertificatePem());
    }

    /// <summary>The root's certificate.</summary>
    public string RootFile => Path.Combine(_folder.FullName, "ca.pem");

    /// <summary>The settings of a server with a certificate from the intermediate authority.</summary>
    /// <param name="address">What the certificate is for.</param>
    /// <param name="keyInside">True where the certificate's file holds the private key too.</param>
    public string[] Settings(IPAddress address, bool keyInside = false)
    {
        var (certificate, key) = Issue("server", address, keyInside: keyInside);
        string[] settings = ["--set", $"Triad:Server:CertificatePath={certificate}"];
        return key is null ? settings : [.. settings, "--set", $"Triad:Server:CertificateKeyPath={key}"];
    }

    /// <summary>Writes a certificate from the intermediate authority, over one of the same name.</summary>
    /// <param name="name">The files' name.</param>
    /// <param name="address">What it is for.</param>
    /// <param name="until">When it runs out; days after now unless given.</param>
    /// <param name="keyInside">True where the certificate's file shall hold the private key too.</param>
    /// <returns>Its files; no key's where that is inside.</returns>
    public (string Certificate, string? Key) Issue(string name, IPAddress address, DateTimeOffset? until = null, bool keyInside = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("Test server", key, authority: false);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(_intermediate, From, until ?? To, Guid.NewGuid().ToByteArray());
        var pem = leaf.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n";
        var keyPem = key.ExportPkcs8PrivateKeyPem();
        return keyInside ? (Write($"{name}-both.pem", pem + keyPem), null) : (Write($"{name}.pem", pem), Write($"{name}.key", keyPem));
    }

    /// <summary>Writes a file beside its own.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
        _folder.Delete(recursive: true);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool authority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(authority, false, 0, critical: true));
        return request;
    }
}
