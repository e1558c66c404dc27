using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Searching;

/// <summary><c>triad embed</c>.</summary>
internal static class EmbedCommand
{
    public static Command Create()
    {
        var query = new QueryOptions();
        var command = new Command("embed", "Print the vector of a query.");
        query.AddTo(command);
        return command
            .Runs(async (context, cancellationToken) =>
            {
                var asked = await query.ReadAsync(context, cancellationToken);
                using var client = context.Connect();
                var embedding = await client.Search.EmbedAsync(asked, cancellationToken);
                context.Output.Answer(embedding, screen => screen.Facts(
                    ("space", embedding.Space),
                    ("modalities", embedding.Modalities.ToShortName()),
                    ("unknown words", string.Join(", ", embedding.UnknownWords)),
                    ("size", $"{embedding.Values.Count}"),
                    ("values", string.Join(' ', embedding.Values.Select(value => Tables.Number(value, 5))))));
            })
            .WithExamples("triad embed \"a red ball\" --json > ball.json", "triad search --vector ball.json");
    }
}
