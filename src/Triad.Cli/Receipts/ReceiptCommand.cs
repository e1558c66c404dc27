using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Receipts;

/// <summary><c>triad receipt</c>.</summary>
internal static class ReceiptCommand
{
    public static Command Create() => new Command("receipt", "Read, list and verify receipts of what was erased.")
    {
        Get(),
        List(),
        VerifyReceiptCommand.Create(),
    }.WithExamples("triad receipt get acme --out acme.jws", "triad receipt verify acme.jws --jwks jwks.json");

    /// <summary>Answers with a receipt.</summary>
    public static void Show(CommandContext context, Receipt receipt) => context.Output.Answer(receipt, screen => Show(screen, receipt));

    /// <summary>Shows a receipt to a person.</summary>
    public static void Show(Screen screen, Receipt receipt)
    {
        screen.Facts(
            ("receipt", receipt.Id),
            ("tenant", receipt.TenantId),
            ("video", receipt.VideoId),
            ("asked for by key", receipt.RequestedBy),
            ("started", Tables.Time(receipt.StartTime)),
            ("finished", Tables.Time(receipt.FinishTime)));
        var table = Tables.Of("store", "before", "after", "of");
        foreach (var store in receipt.Stores)
            table.Row(store.Name, $"{store.Before}", $"{store.After}", store.Unit);
        screen.Write(table);
        foreach (var trace in receipt.Remainders)
            screen.Facts(("may stay", trace.Until is { } until ? $"{trace.What} Until {Tables.Time(until)}." : trace.What));
    }

    private static Command Get()
    {
        var tenant = new Argument<string?>("TENANT")
        {
            Description = "The tenant that was erased (with an operator's key), or whose video was; without it that of the key.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var video = new Option<string?>("--video") { Description = "The video that was erased.", HelpName = "VIDEO" };
        var file = new Option<FileInfo?>("--out") { Description = "Write the signed statement to a file, too.", HelpName = "FILE" };
        return new Command("get", "Show the receipt of a tenant or video that was erased.") { tenant, video, file }
            .Runs(async (context, cancellationToken) =>
            {
                var owner = context.Parsed.GetValue(tenant);
                if (owner is null && context.Get(video) is null)
                    throw CommandException.WrongUse("TENANT", null, "Name the tenant, or give --video");
                using var client = context.Connect();
                var receipt = context.Get(video) is { } id
                    ? await client.Receipts.GetOfVideoAsync(id, owner, cancellationToken)
                    : await client.Receipts.GetAsync(owner!, cancellationToken);
                if (context.Get(file) is { } target)
                    await File.WriteAllTextAsync(target.FullName, receipt.Jws + Environment.NewLine, cancellationToken);
                Show(context, receipt);
            })
            .WithExamples("triad receipt get acme --out acme.jws", "triad receipt get --video my-video --json");
    }

    private static Command List()
    {
        var tenant = new Argument<string?>("TENANT")
        {
            Description = "The tenant whose videos are listed; without it the tenants that were erased, or with a tenant's key its videos.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List what was erased, in the order of ids.") { tenant })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var owner = context.Parsed.GetValue(tenant);
                return await pages.AnswerAsync(
                    context,
                    "receipts",
                    (size, token, cancelled) => client.Receipts.ListOfVideosPageAsync(owner, size, token, cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad receipt list", "triad receipt list acme --all --json");

        static TextTable TableOf(IReadOnlyList<ReceiptEntry> entries)
        {
            var table = Tables.Of("tenant", "video", "started", "finished");
            foreach (var entry in entries)
                table.Row(entry.TenantId, entry.VideoId ?? string.Empty, Tables.Time(entry.StartTime), Tables.Time(entry.FinishTime));
            return table;
        }
    }
}
