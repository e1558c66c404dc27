using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Receipts;
using Triad.Client;

namespace Triad.Cli.Tenants;

/// <summary><c>triad tenant delete</c>.</summary>
internal static class DeleteTenantCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        var yes = new Option<bool>("--yes") { Description = "Really: nothing of the tenant can be brought back, and its id is never given again." };
        return new Command("delete", "Erase a tenant with all that it has; shows the receipt. Repeated it goes on, or shows the receipt again.") { id, yes }
            .Runs(async (context, cancellationToken) =>
            {
                var tenant = context.Get(id);
                if (!context.Get(yes))
                    throw CommandException.WrongUse("--yes", null, $"Repeat it with --yes: nothing of '{tenant}' can be brought back");
                using var client = context.Connect();
                var receipt = await ProgressDisplay.RunAsync(context.Output, board => FollowAsync(client, tenant, board.Add(tenant), cancellationToken));
                ReceiptCommand.Show(context, receipt);
            })
            .WithExamples("triad tenant delete acme --yes", "triad tenant delete acme --yes --json > acme.json");
    }

    private static async Task<Receipt> FollowAsync(TriadClient client, string tenant, ProgressItem line, CancellationToken cancellationToken)
    {
        await foreach (var progress in client.Tenants.DeleteAsync(tenant, cancellationToken))
        {
            line.Report(progress.Percent, progress.Activity);
            if (progress.Receipt is { } receipt)
                return receipt;
        }

        throw new CommandException($"The erasure of '{tenant}' ended without a receipt") { Remedy = "Repeat the command" };
    }
}
