using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Usage;

/// <summary><c>triad usage show</c>: a tenant's ledger by steps.</summary>
internal static class UsageShowCommand
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM", "yyyy-MM-dd'T'HH':00'", "yyyy-MM-dd'T'HH':00Z'", "yyyy-MM-dd'T'HH':00:00Z'"];

    public static Command Create()
    {
        var tenant = new Argument<string>("TENANT") { Description = "The tenant; also one that was erased." };
        var from = Date("--from", "The first step, in UTC: 2026-11-01, 2026-11 or 2026-11-01T09:00. Otherwise the step that runs now.");
        var to = Date("--to", "The end of the last step, which is left out, in UTC. Otherwise the end of the step that runs now.");
        var step = Choices.One<UsageStep>("--step", "How long the steps are:", "STEP");
        var by = Choices.Many<UsageDimension>("--by", "By what amounts are told apart, beside their kind; may be repeated:", "DIMENSION");
        var kinds = new Option<string[]>("--kind") { Description = "Only this kind of usage; may be repeated.", HelpName = "KIND" };
        var pages = new PageOptions();
        var command = new Command("show", "Show what a tenant used.") { tenant, from, to, step, by, kinds };
        return pages.AddTo(command)
            .Runs(async (context, cancellationToken) =>
            {
                var query = new UsageQuery
                {
                    From = context.Get(from),
                    To = context.Get(to),
                    Step = context.Get(step),
                    GroupBy = context.Get(by) ?? [],
                    Kinds = context.Get(kinds) ?? [],
                };
                using var client = context.Connect();
                return await pages.AnswerAsync(
                    context,
                    "amounts",
                    async (size, token, end) =>
                    {
                        var page = await client.Usage.GetPageAsync(context.Get(tenant), query, size, token, end);
                        return new Page<UsageAmount>(page.Amounts, page.NextPageToken);
                    },
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad usage show acme --from 2026-11-01 --to 2026-12-01 --step day --by package", "triad usage show acme --step month --json");
    }

    /// <summary>Amounts as a table.</summary>
    public static TextTable TableOf(IReadOnlyList<UsageAmount> amounts)
    {
        var table = Tables.Of("from", "kind", "amount", "unit", "modality", "package", "source", Tables.Spare("events"));
        foreach (var amount in amounts)
        {
            table.Row(
                Tables.Time(amount.Start),
                amount.Kind,
                amount.Amount.ToString("0.######", CultureInfo.InvariantCulture),
                amount.Unit,
                amount.Modality,
                amount.Package,
                amount.Source,
                amount.Events.ToString(CultureInfo.InvariantCulture));
        }

        return table;
    }

    private static Option<DateTimeOffset?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            if (DateTimeOffset.TryParseExact(
                    text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                return time;
            result.AddError($"'{text}' is not a time like 2026-11-01, 2026-11 or 2026-11-01T09:00 ({name}).");
            return null;
        },
    };
}
