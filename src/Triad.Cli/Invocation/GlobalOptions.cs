using System.CommandLine;

namespace Triad.Cli.Invocation;

/// <summary>Options that every command takes.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output and nothing else.",
        Recursive = true,
    };

    public static Option<string?> Address { get; } = new("--address")
    {
        Description = "The gateway. Otherwise TRIAD_ADDRESS, then the platform of the data directory.",
        HelpName = "URI",
        Recursive = true,
    };

    public static Option<string?> Key { get; } = new("--key")
    {
        Description = "The API key. Otherwise TRIAD_KEY, then the operator's key of the data directory.",
        HelpName = "KEY",
        Recursive = true,
    };

    public static Option<string?> Token { get; } = new("--token")
    {
        Description = "A token, or a key; goes before --key. Otherwise TRIAD_TOKEN.",
        HelpName = "TOKEN",
        Recursive = true,
    };

    public static Option<FileInfo?> CertificateAuthority { get; } = new("--ca")
    {
        Description = "PEM file of the authorities that the gateway's certificate must come from. Otherwise TRIAD_CA, then those of the system.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string?> Tenant { get; } = new("--tenant")
    {
        Description = "The tenant that an operator's key acts for.",
        HelpName = "TENANT",
        Recursive = true,
    };

    public static Option<DirectoryInfo?> DataDirectory { get; } = new("--data")
    {
        Description = "The data directory of a local platform. Otherwise TRIAD_DATA, then .triad/data here.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<double> Timeout { get; } = new("--timeout")
    {
        Description = "Seconds that one call may take.",
        DefaultValueFactory = _ => 60,
        HelpName = "SECONDS",
        Recursive = true,
    };

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Json);
        root.Options.Add(Address);
        root.Options.Add(Key);
        root.Options.Add(Token);
        root.Options.Add(CertificateAuthority);
        root.Options.Add(Tenant);
        root.Options.Add(DataDirectory);
        root.Options.Add(Timeout);
    }
}
