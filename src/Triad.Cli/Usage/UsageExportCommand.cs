using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;

namespace Triad.Cli.Usage;

/// <summary><c>triad usage export</c>.</summary>
internal static class UsageExportCommand
{
    public static Command Create() => new Command("export", "How usage is exported; the targets are settings of the platform.")
    {
        Status(),
    }.WithExamples("triad usage export status");

    private static Command Status() => new Command("status", "Show how the exports go.")
        .Runs(async (context, cancellationToken) =>
        {
            using var client = context.Connect();
            var targets = await client.Usage.GetExportAsync(cancellationToken);
            context.Output.Answer(new { targets }, screen =>
            {
                if (targets.Count == 0)
                {
                    screen.WriteLine("Nothing is exported: the platform has no targets (Triad:Usage:Export:Targets).");
                    return;
                }

                var table = Tables.Of("target", "kind", "pending", "sent", "last success", "next try", "problem");
                foreach (var target in targets)
                {
                    table.Row(
                        target.Name,
                        target.Kind,
                        target.PendingEvents.ToString(CultureInfo.InvariantCulture),
                        target.SentEvents.ToString(CultureInfo.InvariantCulture),
                        Tables.Time(target.LastSuccessTime),
                        Tables.Time(target.NextTryTime),
                        target.FailedTries > 0 ? $"{target.Problem} ({target.FailedTries} times)" : string.Empty);
                }

                screen.Write(table);
            });
        })
        .WithExamples("triad usage export status", "triad usage export status --json");
}
