using System.CommandLine;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Bootstrap;

/// <summary><c>triad bootstrap</c>: the first operator's key of a platform that was started without one. Needs no key but the one-time token.</summary>
internal static class BootstrapCommand
{
    private const string TokenVariable = "TRIAD_BOOTSTRAP_TOKEN";

    public static Command Create()
    {
        var token = new Option<FileInfo?>("--token-file")
        {
            Description = $"The file with the one-time token. Otherwise {TokenVariable}, then bootstrap.token of the data directory.",
            HelpName = "FILE",
        };
        var key = new Option<FileInfo?>("--key-file")
        {
            Description = "Where the key goes. Otherwise operator.key of the data directory, where the tool finds it by itself.",
            HelpName = "FILE",
        };
        return new Command("bootstrap", "Make the first operator's key of a platform that was started without one. Works once.") { token, key }
            .Runs(async (context, cancellationToken) =>
            {
                var data = DataDirectory.Resolve(context.Get(GlobalOptions.DataDirectory));
                var secret = await ReadTokenAsync(context.Get(token), data, cancellationToken);
                var file = new KeyFile(context.Get(key)?.FullName ?? data.KeyPath);
                file.RefuseToReplace();
                using var client = (ConnectionSettings.Resolve(context.Parsed) with { Key = null }).Connect();
                var made = await MakeAsync(client, secret, file, cancellationToken);
                context.Output.Answer(
                    new { api_key = made, key_file = file.Path },
                    screen => context.Output.Note($"The operator's key {made.Id} is in {file.Path}. It is nowhere else."));
            })
            .WithExamples(
                "triad bootstrap",
                "triad bootstrap --address https://triad.example:7443 --token-file /run/secrets/bootstrap --key-file operator.key");
    }

    private static async Task<ApiKey> MakeAsync(TriadClient client, string token, KeyFile file, CancellationToken cancellationToken)
    {
        try
        {
            var made = await client.Tenants.BootstrapAsync(token, file.Draw(), cancellationToken);
            file.Keep();
            return made;
        }
        catch (TriadException refusal) when (refusal.Reason is "KEY_INVALID")
        {
            // Every other failure leaves open whether the platform has taken the key.
            file.Discard();
            throw;
        }
    }

    private static async Task<string> ReadTokenAsync(FileInfo? given, DataDirectory data, CancellationToken cancellationToken)
    {
        if (given is null && Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } variable)
            return variable;
        var path = given?.FullName ?? data.BootstrapTokenPath;
        return File.Exists(path)
            ? (await File.ReadAllTextAsync(path, cancellationToken)).Trim()
            : throw CommandException.WrongUse("--token-file", path, "Give the file with the token that the platform was started with");
    }
}
