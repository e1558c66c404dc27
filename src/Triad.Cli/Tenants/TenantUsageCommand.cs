using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Usage;
using Triad.Client;

namespace Triad.Cli.Tenants;

/// <summary><c>triad tenant usage</c>: what a tenant has, and used today.</summary>
internal static class TenantUsageCommand
{
    private const int LongestPage = 1000;

    public static Command Create()
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        return new Command("usage", "Show what a tenant has, what it may use, and what it used today (UTC).") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var usage = await client.Usage.GetPageAsync(context.Get(id), new UsageQuery { Step = UsageStep.Day }, LongestPage, null, cancellationToken);
                context.Output.Answer(usage, screen =>
                {
                    screen.Facts(
                        ("tenant", usage.Tenant),
                        ("videos", Text(usage.Videos)),
                        ("stored", Tables.Bytes(usage.StoredBytes)),
                        ("searches today", Text(usage.QueriesToday)),
                        ("embed seconds today", Text(usage.EmbedSecondsToday)),
                        ("quotas", QuotaOptions.Shown(usage.Quotas)));
                    screen.Write(UsageShowCommand.TableOf(usage.Amounts));
                });
            })
            .WithExamples("triad tenant usage acme");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
