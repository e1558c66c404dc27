using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Keys;

/// <summary><c>triad key</c>: needs an operator's key.</summary>
internal static class KeyCommand
{
    private const double MostDays = 36_500;

    public static Command Create() => new Command("key", "Make, list and revoke API keys (with an operator's key).")
    {
        CreateKey(),
        ListKeys(),
        RevokeKey(),
    }.WithExamples("triad key create acme --scope search", "triad key revoke 5f2c…");

    private static Command CreateKey()
    {
        var tenant = new Argument<string?>("TENANT")
        {
            Description = "The tenant that the key is for; left out with --scope operator.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var scopes = Choices.Many<KeyScope>("--scope", "What it may do; may be repeated. Otherwise search and ingest. One of", "SCOPE");
        var name = new Option<string?>("--name") { Description = "For people.", HelpName = "TEXT" };
        var days = new Option<double?>("--expires-in-days")
        {
            Description = "How long it works; otherwise until it is revoked.",
            HelpName = "DAYS",
        };
        return new Command("create", "Make a key. Its secret is shown once.") { tenant, scopes, name, days }
            .Runs(async (context, cancellationToken) =>
            {
                var asked = context.Get(scopes) is { Length: > 0 } given ? given : [KeyScope.Search, KeyScope.Ingest];
                var owner = context.Parsed.GetValue(tenant);
                if (owner is null != asked.Contains(KeyScope.Operator))
                    throw CommandException.WrongUse("TENANT", owner, "Name a tenant, or give --scope operator without one");
                if (context.Get(days) is { } wrong and not (> 0 and <= MostDays))
                    throw CommandException.WrongUse(days.Name, wrong.ToString(CultureInfo.InvariantCulture), $"Give more than 0 days, and at most {MostDays}");
                var expiry = context.Get(days) is { } count ? TimeProvider.System.GetUtcNow().AddDays(count) : (DateTimeOffset?)null;

                using var client = context.Connect();
                var created = await client.Tenants.CreateKeyAsync(owner, asked, context.Get(name), expiry, cancellationToken);
                context.Output.Answer(new { created.Key, api_key = created.Info }, screen =>
                {
                    screen.WriteLine(created.Key);
                    context.Output.Note("Keep it: it is not shown again.");
                });
            })
            .WithExamples(
                "triad key create acme",
                "triad key create acme --scope search --expires-in-days 30",
                "triad key create --scope operator");
    }

    private static Command ListKeys()
    {
        var tenant = new Argument<string?>("TENANT")
        {
            Description = "The tenant; without it the operators' keys.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List keys, never their secrets.") { tenant })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var owner = context.Parsed.GetValue(tenant);
                return await pages.AnswerAsync(
                    context,
                    "api_keys",
                    (size, token, cancelled) => client.Tenants.ListKeysPageAsync(owner, size, token, cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad key list acme", "triad key list acme --all --json");

        static TextTable TableOf(IReadOnlyList<ApiKey> keys)
        {
            var table = Tables.Of("key", "name", "scopes", Tables.Spare("created"), "expires", "revoked");
            foreach (var key in keys)
            {
                table.Row(
                    key.Id,
                    key.DisplayName,
                    string.Join(", ", key.Scopes),
                    Tables.Time(key.CreateTime),
                    Tables.Time(key.ExpireTime),
                    Tables.Time(key.RevokeTime));
            }

            return table;
        }
    }

    private static Command RevokeKey()
    {
        var id = new Argument<string>("KEYID") { Description = "The public part of the key." };
        return new Command("revoke", "Revoke a key; it is refused everywhere within 5 seconds.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                await client.Tenants.RevokeKeyAsync(context.Get(id), cancellationToken);
                context.Output.Answer(new { revoked = context.Get(id) }, _ => context.Output.Note($"Revoked {context.Get(id)}."));
            })
            .WithExamples("triad key revoke 5f2c0b7e");
    }
}
