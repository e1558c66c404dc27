using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Keys;

/// <summary><c>triad key create</c>.</summary>
internal static class CreateKeyCommand
{
    private const double MostDays = 36_500;

    public static Command Create()
    {
        var tenant = new Argument<string?>("TENANT")
        {
            Description = "The tenant that the key is for; left out with --scope operator, and by an administrator.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var scopes = Choices.Many<KeyScope>("--scope", "What it may do; may be repeated. Otherwise search and ingest. One of", "SCOPE");
        var name = new Option<string?>("--name") { Description = "For people.", HelpName = "TEXT" };
        var days = new Option<double?>("--expires-in-days") { Description = "How long it works; otherwise until it is revoked.", HelpName = "DAYS" };
        var expires = new Option<DateTimeOffset?>("--expires") { Description = "When it ends, instead of --expires-in-days.", HelpName = "TIME" };
        var networks = new Option<string[]>("--network")
        {
            Description = "It is used from this network only; may be repeated.",
            HelpName = "CIDR",
        };
        var filter = new KeyFilterOption();
        return new Command("create", "Make a key. Its secret is shown once.") { tenant, scopes, name, days, expires, networks, filter.Option, filter.Where }
            .Runs(async (context, cancellationToken) =>
            {
                var asked = context.Get(scopes) is { Length: > 0 } given ? given : [KeyScope.Search, KeyScope.Ingest];
                var owner = context.Parsed.GetValue(tenant);
                if (owner is not null && asked.Contains(KeyScope.Operator))
                    throw CommandException.WrongUse("TENANT", owner, "Name a tenant, or give --scope operator without one");
                if (context.Get(days) is { } wrong and not (> 0 and <= MostDays))
                    throw CommandException.WrongUse(days.Name, wrong.ToString(CultureInfo.InvariantCulture), $"Give more than 0 days, and at most {MostDays}");
                var options = new CreateKeyOptions
                {
                    Scopes = asked,
                    DisplayName = context.Get(name),
                    ExpireTime = context.Get(expires) ?? (context.Get(days) is { } count ? TimeProvider.System.GetUtcNow().AddDays(count) : null),
                    Filter = filter.Read(context),
                    Networks = context.Get(networks) ?? [],
                };

                using var client = context.Connect();
                Show(context, await client.Tenants.CreateKeyAsync(owner, options, cancellationToken));
            })
            .WithExamples(
                "triad key create acme",
                "triad key create acme --scope search --where owner=ann --network 203.0.113.0/24 --expires 2027-01-01",
                "triad key create --scope operator");
    }

    /// <summary>Answers with a key and its secret.</summary>
    internal static void Show(CommandContext context, CreatedApiKey created) =>
        context.Output.Answer(new { created.Key, api_key = created.Info }, screen =>
        {
            screen.WriteLine(created.Key);
            context.Output.Note(created.Info.RotationEndTime is { } end
                ? FormattableString.Invariant($"Keep it: it is not shown again. The old one is accepted until {end:u}.")
                : "Keep it: it is not shown again.");
        });
}
