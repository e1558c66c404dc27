using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Tenants;

/// <summary><c>triad tenant</c>: needs an operator's key.</summary>
internal static class TenantCommand
{
    public static Command Create() => new Command("tenant", "Make, read and list tenants (with an operator's key).")
    {
        CreateTenant(),
        GetTenant(),
        ListTenants(),
    }.WithExamples("triad tenant create acme --name \"Acme Films\"", "triad tenant list --json");

    private static Command CreateTenant()
    {
        var id = new Argument<string>("TENANT") { Description = "Its id: lower-case letters, digits and hyphens, beginning with a letter." };
        var name = new Option<string?>("--name") { Description = "For people.", HelpName = "TEXT" };
        var model = new Option<string?>("--model")
        {
            Description = "The id of its model package; otherwise the platform's default.",
            HelpName = "ID",
        };
        var plan = new Option<string?>("--plan") { Description = "The name of its plan.", HelpName = "PLAN" };
        return new Command("create", "Make a tenant.") { id, name, model, plan }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var options = new CreateTenantOptions
                {
                    DisplayName = context.Get(name),
                    ModelPackage = context.Get(model),
                    Plan = context.Get(plan),
                };
                var tenant = await client.Tenants.CreateAsync(context.Get(id), options, cancellationToken);
                Show(context, tenant);
            })
            .WithExamples("triad tenant create acme", "triad tenant create acme --name \"Acme Films\" --model triad-mini");
    }

    private static Command GetTenant()
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        return new Command("get", "Show a tenant.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Tenants.GetAsync(context.Get(id), cancellationToken));
            })
            .WithExamples("triad tenant get acme");
    }

    private static Command ListTenants()
    {
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List tenants in the order of their ids."))
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                return await pages.AnswerAsync(context, "tenants", client.Tenants.ListPageAsync, TableOf, cancellationToken);
            })
            .WithExamples("triad tenant list", "triad tenant list --all --json");

        static TextTable TableOf(IReadOnlyList<Tenant> tenants)
        {
            var table = Tables.Of("tenant", "name", "state", "model", Tables.Spare("created"));
            foreach (var tenant in tenants)
                table.Row(tenant.Id, tenant.DisplayName, $"{tenant.State}", tenant.ModelPackage, Tables.Time(tenant.CreateTime));
            return table;
        }
    }

    private static void Show(CommandContext context, Tenant tenant) => context.Output.Answer(tenant, screen => screen.Facts(
        ("tenant", tenant.Id),
        ("name", tenant.DisplayName),
        ("state", $"{tenant.State}"),
        ("plan", tenant.Plan),
        ("model", tenant.ModelPackage),
        ("space", tenant.Space),
        ("created", Tables.Time(tenant.CreateTime))));
}
