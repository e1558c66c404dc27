using System.CommandLine;
using System.Text.Json;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Receipts;

/// <summary><c>triad receipt verify</c>.</summary>
internal static class VerifyReceiptCommand
{
    private const string WellKnown = "/.well-known/jwks.json";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The signed statement, or the JSON document that has it as \"jws\"." };
        var keys = new Option<string?>("--jwks")
        {
            Description = $"The platform's public keys: a file, or an address; otherwise {WellKnown} of the platform that --address names.",
            HelpName = "FILE|URL",
        };
        return new Command("verify", "Check that the platform has signed a receipt, without asking it where --jwks is a file.") { file, keys }
            .Runs(async (context, cancellationToken) =>
            {
                var jws = ReadReceipt(context.Get(file));
                var check = await VerifyAsync(jws, await KeysAsync(context, context.Get(keys), cancellationToken));
                context.Output.Answer(
                    new { genuine = check.IsGenuine, problem = check.Problem, key_id = check.KeyId, receipt = check.Receipt },
                    screen =>
                    {
                        if (check.Receipt is not { } receipt)
                            return;
                        ReceiptCommand.Show(screen, receipt);
                        screen.Facts(("signed by", check.KeyId), ("signature", "genuine: nothing of this was changed"));
                    });
                if (check.Problem is not { } problem)
                    return ExitCode.Success;
                context.Output.Tell(new Output.FailureReport("RECEIPT_NOT_GENUINE", problem)
                {
                    Field = "FILE",
                    Value = context.Get(file).Name,
                    Remedy = "Do not rely on it; get the receipt from the platform again",
                });
                return ExitCode.Failed;
            })
            .WithExamples("triad receipt verify acme.jws --jwks jwks.json", "triad receipt verify acme.jws --jwks https://triad.example:7443/.well-known/jwks.json");
    }

    private static string ReadReceipt(FileInfo file)
    {
        var text = ReadFile("FILE", file.FullName).Trim();
        if (!text.StartsWith('{'))
            return text;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("jws", out var jws) ? jws.GetString() ?? string.Empty : string.Empty;
        }
        catch (JsonException)
        {
            return string.Empty;
        }
    }

    private static async Task<ReceiptCheck> VerifyAsync(string jws, string keys)
    {
        try
        {
            return await ReceiptVerifier.VerifyAsync(jws, keys);
        }
        catch (FormatException exception)
        {
            throw new CommandException($"The public keys cannot be read: {exception.Message}") { Field = "--jwks", Remedy = $"Give the document of {WellKnown}" };
        }
    }

    private static async Task<string> KeysAsync(CommandContext context, string? given, CancellationToken cancellationToken)
    {
        if (given is null)
        {
            var platform = ConnectionSettings.Resolve(context.Parsed);
            return await FetchAsync(new Uri(platform.Address, WellKnown), platform.CertificateAuthority, cancellationToken);
        }

        return Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? await FetchAsync(uri, ConnectionSettings.Resolve(context.Parsed).CertificateAuthority, cancellationToken)
            : ReadFile("--jwks", given);
    }

    private static async Task<string> FetchAsync(Uri address, string? authority, CancellationToken cancellationToken)
    {
        using var http = PublicKeySource.Connect(address, authority);
        try
        {
            return await http.GetStringAsync(address, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new CommandException($"The public keys cannot be fetched from {address}: {exception.Message}")
            {
                Field = "--jwks",
                Value = $"{address}",
                Remedy = "Start the platform, or give the keys as a file",
            };
        }
    }

    private static string ReadFile(string field, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(exception.Message) { Field = field, Value = path, Remedy = "Give the path of a file that can be read" };
        }
    }
}
