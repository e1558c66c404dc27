using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Grants;

/// <summary><c>triad grant</c>: with an administrator's key, or an operator's and <c>--tenant</c>.</summary>
internal static class GrantCommand
{
    public static Command Create() => new Command("grant", "Let other tenants search a part of the library, for a time.")
    {
        Invite(),
        CreateGrantCommand.Create(),
        List(),
        One("show", "Show a grant that was given or received.", (client, id, cancelled) => client.Grants.GetAsync(id, cancelled), "triad grant show x4k2…"),
        One("revoke", "End a grant that was given: no search uses it from then on.", (client, id, cancelled) => client.Grants.RevokeAsync(id, cancelled), "triad grant revoke x4k2…"),
    }.WithExamples(
        "triad grant invite acme",
        "triad grant create --invitation AAAB… --where public:bool=true --show-name --expires-in-days 30",
        "triad grant list --received",
        "triad search \"a red ball\" --grant x4k2…");

    /// <summary>Answers with one grant.</summary>
    internal static void Show(CommandContext context, Grant grant) => context.Output.Answer(grant, screen => screen.Facts(
        ("grant", grant.Id),
        ("from", grant.TenantId),
        ("to", grant.GranteeTenantId),
        ("name", grant.DisplayName),
        ("state", State(grant)),
        ("filter", grant.Filter?.ToJson()),
        ("shows", Shown(grant.Fields)),
        ("space", grant.Space),
        ("made", Tables.Time(grant.CreateTime)),
        ("ends", Tables.Time(grant.ExpireTime)),
        ("revoked", Tables.Time(grant.RevokeTime)),
        ("made by", grant.CreatedBy),
        ("revoked by", grant.RevokedBy)));

    private static Command Invite()
    {
        var grantor = new Argument<string>("GRANTOR") { Description = "The tenant that is to grant something." };
        var hours = new Option<int?>("--hours") { Description = "How long the invitation can be used, 1 to 720; otherwise a week.", HelpName = "HOURS" };
        return new Command("invite", "Make what another tenant needs to grant this one something; only that tenant can use it.") { grantor, hours }
            .Runs(async (context, cancellationToken) =>
            {
                TimeSpan? lifetime = context.Get(hours) switch
                {
                    null => null,
                    >= 1 and <= 720 and var given => TimeSpan.FromHours(given),
                    var wrong => throw CommandException.WrongUse(hours.Name, $"{wrong}", "Give 1 to 720 hours"),
                };
                using var client = context.Connect();
                var made = await client.Grants.InviteAsync(context.Get(grantor), lifetime, cancellationToken);
                context.Output.Answer(made, screen =>
                {
                    screen.WriteLine(made.Token);
                    context.Output.Note($"Give it to {context.Get(grantor)}: triad grant create --invitation … It can be used until {Tables.Time(made.ExpireTime)}.");
                });
            })
            .WithExamples("triad grant invite acme", "triad grant invite acme --hours 24 --json");
    }

    private static Command List()
    {
        var received = new Option<bool>("--received") { Description = "Those that the tenant has received in place of those that it has given." };
        var active = new Option<bool>("--active") { Description = "Leave out those that have ended." };
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List the grants that were given or received, those that have ended too.") { received, active })
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var options = new ListGrantsOptions { Received = context.Get(received), ActiveOnly = context.Get(active) };
                return await pages.AnswerAsync(
                    context,
                    "grants",
                    (size, token, cancelled) => client.Grants.ListPageAsync(options with { PageSize = size, PageToken = token }, cancelled),
                    TableOf,
                    cancellationToken);
            })
            .WithExamples("triad grant list", "triad grant list --received --active --json", "triad grant list --tenant acme");

        static TextTable TableOf(IReadOnlyList<Grant> grants)
        {
            var table = Tables.Of("grant", "from", "to", "state", Tables.Spare("name"), "ends", Tables.Spare("shows"));
            foreach (var grant in grants)
                table.Row(grant.Id, grant.TenantId, grant.GranteeTenantId, State(grant), grant.DisplayName, Tables.Time(grant.ExpireTime), Shown(grant.Fields));
            return table;
        }
    }

    private static Command One(string name, string description, Func<TriadClient, string, CancellationToken, Task<Grant>> ask, string example)
    {
        var id = new Argument<string>("GRANT") { Description = "The grant." };
        return new Command(name, description) { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await ask(client, context.Get(id), cancellationToken));
            })
            .WithExamples(example);
    }

    private static string State(Grant grant) => grant.State.ToString().ToLowerInvariant();

    private static string Shown(GrantedFields fields) => string.Join(
        ", ",
        new[] { fields.Name ? "name" : null, fields.Transcript ? "transcript" : null, fields.AllMetadata ? "all metadata" : null }
            .OfType<string>()
            .Concat(fields.MetadataKeys));
}
