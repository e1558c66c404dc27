using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Keys;

/// <summary><c>triad key</c>: for operators, and for administrators of a tenant.</summary>
internal static class KeyCommand
{
    private const double MostOverlapHours = 720;

    public static Command Create() => new Command("key", "Make, list, rotate and revoke API keys (as an operator, or the tenant's administrator).")
    {
        CreateKeyCommand.Create(),
        ListKeys(),
        RotateKey(),
        RevokeKey(),
    }.WithExamples("triad key create acme --scope search", "triad key revoke 5f2c…");

    private static Command ListKeys()
    {
        var tenant = new Argument<string?>("TENANT")
        {
            Description = "The tenant; without it the operators' keys, or the tenant of an administrator.",
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
            var table = Tables.Of("key", "name", "scopes", Tables.Spare("created"), "expires", "last used", Tables.Spare("networks"), Tables.Spare("filter"));
            foreach (var key in keys)
            {
                table.Row(
                    key.Id,
                    key.DisplayName,
                    string.Join(", ", key.Scopes),
                    Tables.Time(key.CreateTime),
                    Tables.Time(key.ExpireTime),
                    Tables.Time(key.LastUseTime),
                    string.Join(", ", key.Networks),
                    key.Filter?.ToJson() ?? string.Empty);
            }

            return table;
        }
    }

    private static Command RotateKey()
    {
        var id = new Argument<string>("KEYID") { Description = "The public part of the key." };
        var hours = new Option<double?>("--overlap-hours")
        {
            Description = "How long the old secret is accepted yet, 0 to 720; otherwise 24.",
            HelpName = "HOURS",
        };
        return new Command("rotate", "Give a key another secret, which is shown once; the old one is accepted for a while yet.") { id, hours }
            .Runs(async (context, cancellationToken) =>
            {
                if (context.Get(hours) is { } wrong and not (>= 0 and <= MostOverlapHours))
                    throw CommandException.WrongUse(hours.Name, wrong.ToString(CultureInfo.InvariantCulture), $"Give 0 to {MostOverlapHours} hours");
                using var client = context.Connect();
                var overlap = context.Get(hours) is { } given ? TimeSpan.FromHours(given) : (TimeSpan?)null;
                var rotated = await client.Tenants.RotateKeyAsync(context.Get(id), overlap, cancellationToken);
                CreateKeyCommand.Show(context, rotated);
            })
            .WithExamples("triad key rotate 5f2c0b7e1a", "triad key rotate 5f2c0b7e1a --overlap-hours 0");
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
