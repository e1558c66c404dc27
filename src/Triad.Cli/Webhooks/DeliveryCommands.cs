using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Webhooks;

/// <summary>What of <c>triad webhook</c> is about deliveries.</summary>
internal static class DeliveryCommands
{
    public static Command Test()
    {
        var (webhook, tenant) = (WebhookCommand.Webhook(), WebhookCommand.Tenant());
        return new Command("test", "Send a ping, once; 'triad webhook deliveries' tells what came of it.") { webhook, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Webhooks.TestAsync(context.Get(webhook), context.Get(tenant), cancellationToken));
            })
            .WithExamples("triad webhook test qx3k…");
    }

    public static Command List()
    {
        var (webhook, tenant) = (WebhookCommand.Webhook(), WebhookCommand.Tenant());
        var state = Choices.One<WebhookDeliveryState>("--state", "Only those. One of", "STATE");
        var pages = new PageOptions();
        return pages.AddTo(new Command("deliveries", "List what was sent, waits, or is dead, newest first.") { webhook, state, tenant })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var options = new ListDeliveriesOptions { State = context.Get(state) is WebhookDeliveryState.Unknown ? null : context.Get(state) };
                return await pages.AnswerAsync(
                    context,
                    "deliveries",
                    (size, token, cancelled) => client.Webhooks.ListDeliveriesPageAsync(
                        context.Get(webhook), options with { PageSize = size, PageToken = token }, context.Get(tenant), cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad webhook deliveries qx3k…", "triad webhook deliveries qx3k… --state dead --all --json");

        static TextTable TableOf(IReadOnlyList<WebhookDelivery> deliveries)
        {
            var table = Tables.Of("delivery", "event", "state", "attempts", "problem", Tables.Spare("happened"), "next attempt");
            foreach (var delivery in deliveries)
            {
                table.Row(
                    delivery.Id,
                    delivery.EventType,
                    Text(delivery.State),
                    Text(delivery.Attempts),
                    delivery.LastProblem,
                    Tables.Time(delivery.EventTime),
                    Tables.Time(delivery.NextAttemptTime));
            }

            return table;
        }
    }

    public static Command Redeliver()
    {
        var (webhook, tenant) = (WebhookCommand.Webhook(), WebhookCommand.Tenant());
        var delivery = new Argument<string>("DELIVERY") { Description = "The delivery." };
        return new Command("redeliver", "Send a delivery again, with the same id, from the begin of the schedule.") { webhook, delivery, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Webhooks.RedeliverAsync(context.Get(webhook), context.Get(delivery), context.Get(tenant), cancellationToken));
            })
            .WithExamples("triad webhook redeliver qx3k… 5c1a5a3e-4f0b-5d0e-9f5e-7d1f3b0a9c42");
    }

    private static void Show(CommandContext context, WebhookDelivery delivery) => context.Output.Answer(delivery, screen => screen.Facts(
        ("delivery", delivery.Id),
        ("webhook", delivery.WebhookId),
        ("event", delivery.EventType),
        ("happened", Tables.Time(delivery.EventTime)),
        ("state", Text(delivery.State)),
        ("attempts", Text(delivery.Attempts)),
        ("last status", delivery.LastStatus > 0 ? Text(delivery.LastStatus) : string.Empty),
        ("last problem", delivery.LastProblem),
        ("next attempt", Tables.Time(delivery.NextAttemptTime))));

    private static string Text(WebhookDeliveryState state) => state.ToString().ToLowerInvariant();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
