using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;
using Triad.Core.Audit;
using AuditEvent = Triad.Client.AuditEvent;

namespace Triad.Cli.Auditing;

/// <summary><c>triad audit</c>: needs an operator's key.</summary>
internal static class AuditCommand
{
    public static Command Create() => new Command("audit", "Who did what, on which tenant, with which key (with an operator's key).")
    {
        List(),
        Export(),
        Verify(),
    }.WithExamples("triad audit list --tenant acme", "triad audit export kept/", "triad audit verify kept/");

    private static Command List()
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only what was about this tenant.", HelpName = "TENANT" };
        var key = new Option<string?>("--key") { Description = "Only what was done with this key: its public part.", HelpName = "KEYID" };
        var call = new Option<string?>("--call") { Description = "Only this call, such as SearchService.Search.", HelpName = "CALL" };
        var (from, to) = (Time("--from", "From this time on, such as 2026-11-30 or 2026-11-30T09:00Z; otherwise a day ago."), Time("--to", "Until this time; otherwise now."));
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List events in the order of their times.") { tenant, key, call, from, to })
            .Runs((context, cancellationToken) =>
            {
                var client = context.Connect();
                var filter = new AuditFilter
                {
                    Tenant = context.Get(tenant),
                    KeyId = context.Get(key),
                    Call = context.Get(call),
                    From = context.Get(from),
                    To = context.Get(to),
                };
                return ListAsync(context, client, filter, pages, cancellationToken);
            })
            .WithExamples("triad audit list --tenant acme", "triad audit list --call TenantService.CreateApiKey --from 2026-11-01 --all --json");
    }

    private static async Task<int> ListAsync(
        CommandContext context, TriadClient client, AuditFilter filter, PageOptions pages, CancellationToken cancellationToken)
    {
        using (client)
        {
            return await pages.AnswerAsync(
                context, "events", (size, token, cancelled) => client.Audit.ListPageAsync(filter, size, token, cancelled), TableOf, cancellationToken);
        }
    }

    private static Command Export()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to; made when missing." };
        var (from, to) = (Time("--from", "From this day on; otherwise all."), Time("--to", "Up to this day; otherwise all."));
        return new Command("export", "Copy the log as it lies, with the signed heads of its chains, so that it can be verified without the platform.") { folder, from, to }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var (parts, bytes) = await new AuditFolder(context.Get(folder)).FillAsync(client, context.Get(from), context.Get(to), cancellationToken);
                context.Output.Answer(
                    new { folder = context.Get(folder), parts, bytes }, screen => screen.WriteLine($"{parts} parts, {Tables.Bytes(bytes)}, in {context.Get(folder)}"));
            })
            .WithExamples("triad audit export kept/", "triad audit export kept/ --from 2026-11-01 --to 2026-11-30");
    }

    private static Command Verify()
    {
        var folder = new Argument<string?>("FOLDER") { Description = "An exported log; without it the platform's own.", Arity = ArgumentArity.ZeroOrOne };
        var heads = new Option<string[]>("--heads") { Description = "A heads.json that was kept of an earlier export; may be repeated.", HelpName = "FILE" };
        var archived = new Option<bool>("--archived") { Description = "The first parts of chains may lie elsewhere." };
        return new Command("verify", "Look for records that were changed, removed or moved. Exit code 1 where there are some.") { folder, heads, archived }
            .Runs(async (context, cancellationToken) =>
            {
                var kept = (context.Get(heads) ?? []).SelectMany(AuditFolder.ReadHeads).ToList();
                var report = context.Get(folder) is { } given
                    ? await Open(given).VerifyAsync(kept, context.Get(archived), cancellationToken)
                    : await VerifyPlatformAsync(context, kept, context.Get(archived), cancellationToken);
                context.Output.Answer(
                    new { whole = report.IsWhole, report.Chains, report.Records, report.Findings, report.Torn, report.Heads },
                    screen => Show(report, screen));
                return report.IsWhole ? ExitCode.Success : ExitCode.Failed;
            })
            .WithExamples("triad audit verify", "triad audit verify kept/", "triad audit verify --heads kept/heads.json");
    }

    private static AuditFolder Open(string folder) => Directory.Exists(folder)
        ? new AuditFolder(folder)
        : throw CommandException.WrongUse("FOLDER", folder, "Give a folder that 'triad audit export' has made");

    private static async Task<AuditReport> VerifyPlatformAsync(
        CommandContext context, IReadOnlyCollection<AuditLogHead> kept, bool archived, CancellationToken cancellationToken)
    {
        using var client = context.Connect();
        var copy = Directory.CreateTempSubdirectory("triad-audit-");
        try
        {
            var folder = new AuditFolder(copy.FullName);
            await folder.FillAsync(client, null, null, cancellationToken);
            return await folder.VerifyAsync(kept, archived, cancellationToken);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static void Show(AuditReport report, Screen screen)
    {
        foreach (var finding in report.Findings)
            screen.WriteLine($"{finding.Fault}: {finding.Message}");
        foreach (var torn in report.Torn)
            screen.WriteLine($"{torn} ends in half a line, as a kill leaves it: no tampering.");
        screen.WriteLine($"{report.Records} records in {report.Chains} chains: {(report.IsWhole ? "whole" : $"{report.Findings.Count} findings")}");
    }

    private static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return time;
            result.AddError($"{name} '{result.Tokens[0].Value}' is not a time. Give one such as 2026-11-30 or 2026-11-30T09:00Z.");
            return null;
        },
    };

    private static TextTable TableOf(IReadOnlyList<AuditEvent> events)
    {
        var table = Tables.Of("time", "call", "tenant", Tables.Spare("by"), "key", Tables.Spare("subject"), "code", Tables.Spare("reason"), "count");
        foreach (var each in events)
            table.Row(Tables.Time(each.Time), each.Call, each.Tenant, each.ByTenant, each.KeyId, each.Subject, each.Code, each.Reason, $"{each.Count}");
        return table;
    }
}
