using System.Net;

namespace Triad.Client;

/// <summary>Reports every mistake in the options at once, each with its remedy.</summary>
internal static class TriadClientOptionsValidator
{
    private const int MaxAttemptsLimit = 10;
    private const int MinChunkBytes = 1024;
    private const int MaxChunkBytes = 1024 * 1024;

    public static void Validate(TriadClientOptions options)
    {
        var errors = Errors(options).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(" ", errors));
    }

    private static IEnumerable<string> Errors(TriadClientOptions options)
    {
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https"))
            yield return $"Address is '{options.Address}': give https://host:port.";
        else if (options.Address.Scheme == "http" && !IsLoopback(options.Address))
            yield return $"Address is '{options.Address}': plaintext is for this machine only, use https://.";

        if (options.ApiKey is { } key && (key.Length == 0 || key.Any(c => c is < '!' or > '~')))
            yield return "ApiKey is empty or has characters that a header cannot carry: pass the key as it was shown.";
        if (options.CertificateAuthorityFile is { } file)
        {
            if (!File.Exists(file))
                yield return $"CertificateAuthorityFile is '{file}', which is not a file: give the path of a PEM file.";
            if (options.Handler is not null)
                yield return "CertificateAuthorityFile is given beside a Handler, which does not look at it: leave one of them out.";
        }

        if (options.Timeout <= TimeSpan.Zero)
            yield return $"Timeout is {options.Timeout}: give more than zero.";
        if (options.MaxAttempts is < 1 or > MaxAttemptsLimit)
            yield return $"MaxAttempts is {options.MaxAttempts}: give 1 to {MaxAttemptsLimit}.";
        if (options.RetryDelay < TimeSpan.Zero)
            yield return $"RetryDelay is {options.RetryDelay}: give zero or more.";
        if (options.MaxRetryDelay < options.RetryDelay)
            yield return $"MaxRetryDelay is {options.MaxRetryDelay}: give at least RetryDelay, {options.RetryDelay}.";
        if (options.ChunkBytes is < MinChunkBytes or > MaxChunkBytes)
            yield return $"ChunkBytes is {options.ChunkBytes}: give {MinChunkBytes} to {MaxChunkBytes}.";
        if (options.MaxMessageBytes < options.ChunkBytes)
            yield return $"MaxMessageBytes is {options.MaxMessageBytes}: give at least ChunkBytes, {options.ChunkBytes}.";
    }

    private static bool IsLoopback(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
