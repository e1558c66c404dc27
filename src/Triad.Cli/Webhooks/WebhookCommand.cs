using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Webhooks;

/// <summary><c>triad webhook</c>: for administrators of a tenant, and for operators.</summary>
internal static class WebhookCommand
{
    private const double MostOverlapHours = 720;

    public static Command Create() => new Command("webhook", "Have addresses told what happens to a tenant (as its administrator, or an operator).")
    {
        CreateWebhook(),
        List(),
        ShowOne(),
        Update(),
        Delete(),
        Rotate(),
        DeliveryCommands.Test(),
        DeliveryCommands.List(),
        DeliveryCommands.Redeliver(),
    }.WithExamples("triad webhook create https://example.com/hook --event video.ready", "triad webhook test qx3k…", "triad webhook deliveries qx3k… --state dead");

    /// <summary>The option that names the tenant.</summary>
    internal static Option<string?> Tenant() => new("--tenant")
    {
        Description = "The tenant, with an operator's key; otherwise the key's own.",
        HelpName = "TENANT",
    };

    /// <summary>The argument that names a webhook.</summary>
    internal static Argument<string> Webhook() => new("WEBHOOK") { Description = "The webhook." };

    private static Command CreateWebhook()
    {
        var url = new Argument<string>("URL") { Description = "Where events are posted to: https." };
        var (events, tenant) = (Events("It gets this type of events; may be repeated. Otherwise all."), Tenant());
        return new Command("create", "Register an address. Its secret is shown once.") { url, events, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var created = await client.Webhooks.CreateAsync(context.Get(url), context.Get(events), context.Get(tenant), cancellationToken);
                ShowSecret(context, created);
            })
            .WithExamples(
                "triad webhook create https://example.com/hook",
                "triad webhook create https://example.com/hook --event video.ready --event video.failed --json");
    }

    private static Command List()
    {
        var tenant = Tenant();
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List webhooks.") { tenant })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                return await pages.AnswerAsync(
                    context,
                    "webhooks",
                    (size, token, cancelled) => client.Webhooks.ListPageAsync(context.Get(tenant), size, token, cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad webhook list", "triad webhook list --tenant acme --json");

        static TextTable TableOf(IReadOnlyList<Webhook> webhooks)
        {
            var table = Tables.Of("webhook", "url", "events", "state", "waiting", "dead", Tables.Spare("dropped"), Tables.Spare("created"));
            foreach (var webhook in webhooks)
            {
                table.Row(
                    webhook.Id, webhook.Url, Types(webhook), State(webhook), Text(webhook.Pending), Text(webhook.Dead), Text(webhook.Dropped), Tables.Time(webhook.CreateTime));
            }

            return table;
        }
    }

    private static Command ShowOne()
    {
        var (webhook, tenant) = (Webhook(), Tenant());
        return new Command("show", "Show a webhook.") { webhook, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Webhooks.GetAsync(context.Get(webhook), context.Get(tenant), cancellationToken));
            })
            .WithExamples("triad webhook show qx3k…");
    }

    private static Command Update()
    {
        var (webhook, tenant) = (Webhook(), Tenant());
        var url = new Option<string?>("--url") { Description = "Where events are posted to.", HelpName = "URL" };
        var events = Events("It gets these types and no others; may be repeated.");
        var all = new Option<bool>("--all-events") { Description = "It gets all types." };
        var pause = new Option<bool>("--pause") { Description = "Send nothing for now; what happens waits." };
        var resume = new Option<bool>("--resume") { Description = "Send again." };
        return new Command("update", "Change a webhook.") { webhook, url, events, all, pause, resume, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                var types = context.Get(events) is { Length: > 0 } given ? given : null;
                if (context.Get(all) && types is not null)
                    throw CommandException.WrongUse(all.Name, "true", $"Leave it out with {events.Name}");
                if (context.Get(pause) && context.Get(resume))
                    throw CommandException.WrongUse(resume.Name, "true", $"Leave it out with {pause.Name}");
                var options = new UpdateWebhookOptions
                {
                    Url = context.Get(url),
                    EventTypes = context.Get(all) ? [] : types,
                    Paused = context.Get(pause) ? true : context.Get(resume) ? false : null,
                };
                if (options == new UpdateWebhookOptions())
                    throw CommandException.WrongUse("update", context.Get(webhook), $"Give {url.Name}, {events.Name}, {all.Name}, {pause.Name} or {resume.Name}");
                using var client = context.Connect();
                Show(context, await client.Webhooks.UpdateAsync(context.Get(webhook), options, context.Get(tenant), cancellationToken));
            })
            .WithExamples("triad webhook update qx3k… --url https://example.com/new", "triad webhook update qx3k… --resume");
    }

    private static Command Delete()
    {
        var (webhook, tenant) = (Webhook(), Tenant());
        return new Command("delete", "Remove a webhook with its deliveries.") { webhook, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                await client.Webhooks.DeleteAsync(context.Get(webhook), context.Get(tenant), cancellationToken);
                context.Output.Answer(new { deleted = context.Get(webhook) }, _ => context.Output.Note($"Deleted {context.Get(webhook)}."));
            })
            .WithExamples("triad webhook delete qx3k…");
    }

    private static Command Rotate()
    {
        var (webhook, tenant) = (Webhook(), Tenant());
        var hours = new Option<double?>("--overlap-hours")
        {
            Description = "How long everything is signed with the old secret too, 0 to 720; otherwise 24.",
            HelpName = "HOURS",
        };
        return new Command("rotate", "Give a webhook another secret, which is shown once.") { webhook, hours, tenant }
            .Runs(async (context, cancellationToken) =>
            {
                if (context.Get(hours) is { } wrong and not (>= 0 and <= MostOverlapHours))
                    throw CommandException.WrongUse(hours.Name, wrong.ToString(CultureInfo.InvariantCulture), $"Give 0 to {MostOverlapHours} hours");
                using var client = context.Connect();
                var overlap = context.Get(hours) is { } given ? TimeSpan.FromHours(given) : (TimeSpan?)null;
                ShowSecret(context, await client.Webhooks.RotateSecretAsync(context.Get(webhook), overlap, context.Get(tenant), cancellationToken));
            })
            .WithExamples("triad webhook rotate qx3k…", "triad webhook rotate qx3k… --overlap-hours 1");
    }

    private static Option<string[]> Events(string description)
    {
        var option = new Option<string[]>("--event") { Description = description, HelpName = "TYPE" };
        option.CompletionSources.Add(
            WebhookEventTypes.VideoReady,
            WebhookEventTypes.VideoFailed,
            WebhookEventTypes.VideoDeleted,
            WebhookEventTypes.QuotaWarning,
            WebhookEventTypes.QuotaExceeded,
            WebhookEventTypes.TenantSuspended,
            WebhookEventTypes.TenantResumed);
        return option;
    }

    private static void ShowSecret(CommandContext context, CreatedWebhook created) =>
        context.Output.Answer(new { created.Secret, created.Webhook }, screen =>
        {
            screen.Facts(("webhook", created.Webhook.Id), ("url", created.Webhook.Url), ("secret", created.Secret));
            context.Output.Note(created.Webhook.OldSecretExpireTime is { } end
                ? FormattableString.Invariant($"Keep the secret: it is not shown again. The old one signs too until {end:u}.")
                : "Keep the secret: it is not shown again.");
        });

    private static void Show(CommandContext context, Webhook webhook) => context.Output.Answer(webhook, screen => screen.Facts(
        ("webhook", webhook.Id),
        ("tenant", webhook.TenantId),
        ("url", webhook.Url),
        ("events", Types(webhook)),
        ("state", State(webhook)),
        ("paused for", webhook.PauseReason),
        ("created", Tables.Time(webhook.CreateTime)),
        ("old secret until", Tables.Time(webhook.OldSecretExpireTime)),
        ("waiting", Text(webhook.Pending)),
        ("dead", Text(webhook.Dead)),
        ("dropped", Text(webhook.Dropped)),
        ("last dropped", Tables.Time(webhook.LastDropTime))));

    private static string Types(Webhook webhook) => webhook.EventTypes.Count == 0 ? "all" : string.Join(", ", webhook.EventTypes);

    private static string State(Webhook webhook) => webhook.Paused ? "paused" : "active";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
