using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Usage;

/// <summary><c>triad usage reconcile</c>: ends with 1 where something differs.</summary>
internal static class UsageReconcileCommand
{
    public static Command Create()
    {
        var tenant = new Argument<string?>("TENANT") { Description = "The tenant.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "All tenants." };
        return new Command("reconcile", "Compare ledgers with roll-ups, counters and what is stored; exit code 1 where they differ.") { tenant, all }
            .Runs(async (context, cancellationToken) =>
            {
                var name = context.Get(tenant);
                if (string.IsNullOrEmpty(name) != context.Get(all))
                    throw CommandException.WrongUse("TENANT", name, $"Name a tenant, or give {all.Name}");
                using var client = context.Connect();
                var comparisons = new List<UsageComparison>();
                if (!context.Get(all))
                    comparisons.Add(await client.Usage.ReconcileAsync(name!, cancellationToken));
                else
                    await foreach (var each in client.Tenants.ListAsync(cancellationToken))
                        comparisons.Add(await client.Usage.ReconcileAsync(each.Id, cancellationToken));
                context.Output.Answer(new { tenants = comparisons }, screen => Show(screen, comparisons));
                return comparisons.Any(comparison => comparison.Differences.Count > 0) ? ExitCode.Failed : ExitCode.Success;
            })
            .WithExamples("triad usage reconcile acme", "triad usage reconcile --all --json");
    }

    private static void Show(Screen screen, List<UsageComparison> comparisons)
    {
        var table = Tables.Of("tenant", "events", "videos", Tables.Spare("before the ledger"), "differences");
        foreach (var comparison in comparisons)
        {
            table.Row(
                comparison.Tenant,
                Text(comparison.Events),
                Text(comparison.Videos),
                Text(comparison.VideosBeforeLedger),
                Text(comparison.Differences.Count));
        }

        screen.Write(table);
        var differences = comparisons.SelectMany(comparison => comparison.Differences.Select(difference => (comparison.Tenant, difference))).ToList();
        if (differences.Count == 0)
            return;
        screen.WriteLine(string.Empty);
        var details = Tables.Of("tenant", "what", "expected", "found");
        foreach (var (owner, difference) in differences)
            details.Row(owner, difference.What, difference.Expected, difference.Found);
        screen.Write(details);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
