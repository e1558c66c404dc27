using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Holds;

/// <summary><c>triad hold</c>: needs an operator's key.</summary>
internal static class HoldCommand
{
    public static Command Create() => new Command("hold", "Forbid deletions, and allow them again (with an operator's key).")
    {
        Place(),
        Lift(),
        List(),
    }.WithExamples("triad hold place acme --reason \"Case 12/2026\"", "triad hold list acme");

    private static Command Place()
    {
        var tenant = Tenant();
        var video = new Option<string?>("--video") { Description = "Only this video; otherwise the tenant with all its videos.", HelpName = "ID" };
        var reason = Reason("Why it must not be deleted.");
        return new Command("place", "Forbid the deletion of a tenant and its videos, or of one video, until the hold is lifted.") { tenant, video, reason }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Holds.PlaceAsync(context.Get(tenant), context.Get(reason)!, context.Get(video), cancellationToken));
            })
            .WithExamples("triad hold place acme --reason \"Case 12/2026\"", "triad hold place acme --video a3c9… --reason \"Evidence\"");
    }

    private static Command Lift()
    {
        var tenant = Tenant();
        var hold = new Argument<string>("HOLD") { Description = "The hold." };
        var reason = Reason("Why it is lifted.");
        return new Command("lift", "Lift a hold; it stays in the list.") { tenant, hold, reason }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Holds.LiftAsync(context.Get(tenant), context.Get(hold), context.Get(reason)!, cancellationToken));
            })
            .WithExamples("triad hold lift acme qx3k… --reason \"Case closed\"");
    }

    private static Command List()
    {
        var tenant = Tenant();
        var video = new Option<string?>("--video") { Description = "Only those that bind this video.", HelpName = "ID" };
        var active = new Option<bool>("--active") { Description = "Leave out those that were lifted." };
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List a tenant's holds, those that were lifted too.") { tenant, video, active })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var options = new ListHoldsOptions { VideoId = context.Get(video), ActiveOnly = context.Get(active) };
                return await pages.AnswerAsync(
                    context,
                    "holds",
                    (size, token, cancelled) => client.Holds.ListPageAsync(
                        context.Get(tenant), options with { PageSize = size, PageToken = token }, cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad hold list acme", "triad hold list acme --active --json");

        static TextTable TableOf(IReadOnlyList<Hold> holds)
        {
            var table = Tables.Of("hold", "video", "reason", "placed", Tables.Spare("by"), "lifted");
            foreach (var hold in holds)
                table.Row(hold.Id, hold.VideoId, hold.Reason, Tables.Time(hold.PlaceTime), hold.PlacedBy, Tables.Time(hold.LiftTime));
            return table;
        }
    }

    private static Argument<string> Tenant() => new("TENANT") { Description = "The tenant." };

    private static Option<string> Reason(string description) => new("--reason") { Description = description, HelpName = "TEXT", Required = true };

    private static void Show(CommandContext context, Hold hold) => context.Output.Answer(hold, screen => screen.Facts(
        ("hold", hold.Id),
        ("tenant", hold.TenantId),
        ("video", hold.VideoId),
        ("reason", hold.Reason),
        ("placed", Tables.Time(hold.PlaceTime)),
        ("by", hold.PlacedBy),
        ("lifted", Tables.Time(hold.LiftTime)),
        ("lifted by", hold.LiftedBy),
        ("lifted for", hold.LiftReason)));
}
