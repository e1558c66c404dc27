using System.CommandLine;
using System.Globalization;
using Triad.Cli.Backups;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Tenants.Models;
using Triad.Client;

namespace Triad.Cli.Tenants;

/// <summary><c>triad tenant</c>: needs an operator's key.</summary>
internal static class TenantCommand
{
    public static Command Create() => new Command("tenant", "Make, read, change and list tenants (with an operator's key).")
    {
        CreateTenant(),
        GetTenant(),
        ListTenants(),
        TenantModelCommand.Create(),
        UpdateTenantCommand.Create(),
        SuspendTenant(),
        ResumeTenant(),
        MoveTenant("offload", TenantResidency.Offloaded, "Take a tenant's vectors to the media store; its first search or ingest brings them back."),
        MoveTenant("restore", TenantResidency.Hot, "Bring an offloaded tenant's vectors back before anybody asks for them."),
        TenantTransferCommand.Export(),
        TenantTransferCommand.Import(),
        DeleteTenantCommand.Create(),
        TenantUsageCommand.Create(),
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
        var plan = new Option<string?>("--plan") { Description = "The id of its plan.", HelpName = "PLAN" };
        var packages = AllowPackages();
        var weight = new WeightOption();
        var retention = new RetentionOption("How long a video is kept after its creation", canBeLifted: false);
        var command = new Command("create", "Make a tenant.") { id, name, model, plan, packages };
        weight.AddTo(command);
        retention.AddTo(command);
        return command
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var options = new CreateTenantOptions
                {
                    DisplayName = context.Get(name),
                    ModelPackage = context.Get(model),
                    Plan = context.Get(plan),
                    Weight = weight.Given(context),
                    AllowedPackages = context.Get(packages) ?? [],
                    Retention = retention.Given(context),
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
            var table = Tables.Of("tenant", "name", "state", "residency", "model", Tables.Spare("created"));
            foreach (var tenant in tenants)
                table.Row(tenant.Id, tenant.DisplayName, $"{tenant.State}", $"{tenant.Residency}", tenant.ModelPackage, Tables.Time(tenant.CreateTime));
            return table;
        }
    }

    private static Command SuspendTenant()
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        var reason = new Option<string?>("--reason") { Description = "What the tenant is told.", HelpName = "TEXT" };
        return new Command("suspend", "Refuse a tenant's keys everywhere within 5 seconds; its data stays.") { id, reason }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Tenants.SuspendAsync(context.Get(id), context.Get(reason), cancellationToken));
            })
            .WithExamples("triad tenant suspend acme --reason \"The invoice of May is open.\"");
    }

    private static Command ResumeTenant()
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        return new Command("resume", "End a tenant's suspension, everywhere within 5 seconds.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Tenants.ResumeAsync(context.Get(id), cancellationToken));
            })
            .WithExamples("triad tenant resume acme");
    }

    private static Command MoveTenant(string name, TenantResidency to, string description)
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        return new Command(name, description) { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Tenants.UpdateAsync(context.Get(id), new UpdateTenantOptions { Residency = to }, cancellationToken));
            })
            .WithExamples($"triad tenant {name} acme");
    }

    /// <summary>The option of the packages that a tenant may choose.</summary>
    internal static Option<string[]> AllowPackages() => new("--allow-package")
    {
        Description = "A model package that it may choose, in place of its plan's; may be given several times. \"plan\" takes its plan's again.",
        HelpName = "ID",
    };

    /// <summary>Answers with a tenant.</summary>
    internal static void Show(CommandContext context, Tenant tenant) => context.Output.Answer(tenant, screen => screen.Facts(
        ("tenant", tenant.Id),
        ("name", tenant.DisplayName),
        ("state", tenant.SuspendReason.Length > 0 ? $"{tenant.State}: {tenant.SuspendReason}" : $"{tenant.State}"),
        ("plan", tenant.Plan),
        ("model", tenant.ModelPackage),
        ("space", tenant.Space),
        ("residency", tenant.OffloadedBytes > 0 ? $"{tenant.Residency}, {Tables.Bytes(tenant.OffloadedBytes)}" : $"{tenant.Residency}"),
        ("quotas", QuotaOptions.Shown(tenant.EffectiveQuotas)),
        ("packages", tenant.AllowedPackages.Count > 0 ? string.Join(", ", tenant.AllowedPackages) : "all"),
        ("weight", tenant.Weight.ToString("0.###", CultureInfo.InvariantCulture)),
        ("retention", tenant.Retention is null && tenant.EffectiveRetention is not null
            ? $"{RetentionOption.Shown(tenant.EffectiveRetention)}, of its plan"
            : RetentionOption.Shown(tenant.EffectiveRetention)),
        ("created", Tables.Time(tenant.CreateTime))));
}
