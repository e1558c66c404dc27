using Triad.Server.Hosting;

namespace Triad.Server.Certificates;

/// <summary>A certificate that is read again when its files have changed: new connections have the new one, and nothing is restarted.</summary>
internal sealed class RenewedCertificate
{
    private readonly TimeProvider _time;
    private volatile LoadedCertificate _current;

    /// <exception cref="StartException">The files are not what they should be.</exception>
    public RenewedCertificate(CertificateFiles files, TimeProvider time)
    {
        (Files, _time) = (files, time);
        _current = files.Load(time.GetUtcNow());
    }

    public CertificateFiles Files { get; }

    public LoadedCertificate Current => _current;

    /// <summary>Reads the files where they have changed.</summary>
    /// <returns>True where there is a new certificate; what is wrong with the files, where the one of before stays.</returns>
    public (bool IsNew, string? Problem) Renew()
    {
        try
        {
            if (Files.ChangedAt == _current.ChangedAt)
                return (false, null);
            _current = Files.Load(_time.GetUtcNow());
            return (true, null);
        }
        catch (Exception failure) when (failure is StartException or IOException or UnauthorizedAccessException)
        {
            // Half written, or wrong: looked at again.
            return (false, failure.Message);
        }
    }
}
