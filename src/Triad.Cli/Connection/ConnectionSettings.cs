using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Connection;

/// <summary>Which platform a command talks to and as whom: flags, then the environment, then the data directory.</summary>
internal sealed record ConnectionSettings(Uri Address, string? Key, string? Tenant, TimeSpan Timeout, string? CertificateAuthority)
{
    public const string DefaultAddress = "http://127.0.0.1:7443";

    public static ConnectionSettings Resolve(ParseResult parsed)
    {
        var data = DataDirectory.Resolve(parsed.GetValue(GlobalOptions.DataDirectory));
        var address = parsed.GetValue(GlobalOptions.Address)
            ?? Environment.GetEnvironmentVariable(TriadClientOptions.AddressVariable)
            ?? data.ReadAddress()
            ?? DefaultAddress;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            throw CommandException.WrongUse("--address", address, "Give it as https://host:port");

        var seconds = parsed.GetValue(GlobalOptions.Timeout);
        if (!(seconds > 0 && seconds < TimeSpan.MaxValue.TotalSeconds))
            throw CommandException.WrongUse("--timeout", $"{seconds}", "Give a number of seconds above 0");

        var key = parsed.GetValue(GlobalOptions.Token)
            ?? parsed.GetValue(GlobalOptions.Key)
            ?? Environment.GetEnvironmentVariable(TriadClientOptions.TokenVariable)
            ?? Environment.GetEnvironmentVariable(TriadClientOptions.KeyVariable)
            ?? data.ReadKey();
        var authority = parsed.GetValue(GlobalOptions.CertificateAuthority)?.FullName
            ?? Environment.GetEnvironmentVariable(TriadClientOptions.CertificateAuthorityVariable);
        return new ConnectionSettings(uri, key, parsed.GetValue(GlobalOptions.Tenant), TimeSpan.FromSeconds(seconds), authority);
    }

    public TriadClient Connect()
    {
        try
        {
            return new TriadClient(new TriadClientOptions
            {
                Address = Address,
                ApiKey = Key,
                Tenant = Tenant,
                Timeout = Timeout,
                CertificateAuthorityFile = CertificateAuthority,
            });
        }
        catch (ArgumentException exception)
        {
            throw new CommandException(exception.Message, ExitCode.WrongUse) { Remedy = "Look at --address, --key and --ca" };
        }
    }
}
