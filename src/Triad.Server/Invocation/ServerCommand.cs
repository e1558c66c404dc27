using System.CommandLine;
using Triad.Server.Hosting;

namespace Triad.Server.Invocation;

/// <summary>The command line of the server: where things are, and where to listen. Everything else is configuration.</summary>
internal static class ServerCommand
{
    private const int Failed = 1;

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "The data directory: state, vectors, media, keys. Otherwise TRIAD_DATA, then .triad/data here.",
        HelpName = "DIR",
    };

    private static readonly Option<DirectoryInfo?> Models = new("--models")
    {
        Description = "The folder of the model packages. Otherwise TRIAD_MODELS, then models here.",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Role = new("--role")
    {
        Description = "What the process does: all (the default), gateway, silo or embed; may be repeated. Several processes need Triad:Cluster settings.",
        HelpName = "ROLE",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Where to listen, separated by semicolons; port 0 takes a free one; health+, scaler+ or dashboard+ before one says that it is for that alone. Otherwise TRIAD_URLS, then {ServerOptions.DefaultUrls}.",
        HelpName = "URLS",
    };

    private static readonly Option<FileInfo?> Settings = new("--settings")
    {
        Description = "A JSON file of settings; they go before those of the environment.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "One setting, for example Triad:Ingest:ConcurrentVideos=4. It goes before all others.",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    public static RootCommand Create()
    {
        var command = new RootCommand("Triad: the platform, or one role of it, until it is stopped.") { Role, Data, Models, Urls, Settings, Set };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var launch = new ServerLaunch(
            Path.GetFullPath(parsed.GetValue(Data)?.FullName ?? Environment.GetEnvironmentVariable("TRIAD_DATA") ?? ".triad/data"),
            Path.GetFullPath(parsed.GetValue(Models)?.FullName ?? Environment.GetEnvironmentVariable("TRIAD_MODELS") ?? "models"),
            parsed.GetValue(Urls) ?? Environment.GetEnvironmentVariable("TRIAD_URLS") ?? ServerOptions.DefaultUrls,
            parsed.GetValue(Settings)?.FullName,
            parsed.GetValue(Set) ?? [],
            parsed.GetValue(Role) is { Length: > 0 } roles ? string.Join(',', roles) : null);
        try
        {
            await using var server = ServerHost.Build(launch);
            await StartChecks.RunAsync(server.Services, cancellationToken);
            await server.RunAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return Failed;
        }
    }
}
