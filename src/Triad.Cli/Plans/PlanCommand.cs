using System.CommandLine;
using System.Globalization;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Tenants;
using Triad.Client;

namespace Triad.Cli.Plans;

/// <summary><c>triad plan</c>: needs an operator's key.</summary>
internal static class PlanCommand
{
    public static Command Create() => new Command("plan", "Make, read, change, list and remove plans: named sets of what tenants may use (with an operator's key).")
    {
        CreatePlan(),
        GetPlan(),
        ListPlans(),
        UpdatePlan(),
        DeletePlan(),
    }.WithExamples("triad plan create gold --queries-per-second 50 --weight 3", "triad plan list --json");

    private static Command CreatePlan()
    {
        var id = new Argument<string>("PLAN") { Description = "Its id: lower-case letters, digits and hyphens, beginning with a letter." };
        var options = new PlanOptions();
        var command = new Command("create", "Make a plan.") { id };
        options.AddTo(command);
        return command
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var plan = new CreatePlanOptions
                {
                    DisplayName = options.Name(context),
                    Quotas = options.Quotas.Given(context),
                    Weight = options.Weight(context),
                    AllowedPackages = options.Packages(context) ?? [],
                    Retention = options.Retention(context),
                    Tier = options.Tier(context) ?? TenantTier.Auto,
                };
                Show(context, await client.Plans.CreateAsync(context.Get(id), plan, cancellationToken));
            })
            .WithExamples("triad plan create free --videos 100 --queries-per-second 2", "triad plan create gold --weight 3 --allow-package siglip2");
    }

    private static Command GetPlan()
    {
        var id = new Argument<string>("PLAN") { Description = "The plan." };
        return new Command("get", "Show a plan.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                Show(context, await client.Plans.GetAsync(context.Get(id), cancellationToken));
            })
            .WithExamples("triad plan get gold");
    }

    private static Command ListPlans()
    {
        var pages = new PageOptions();
        return pages.AddTo(new Command("list", "List plans in the order of their ids."))
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                return await pages.AnswerAsync(context, "plans", client.Plans.ListPageAsync, TableOf, cancellationToken);
            })
            .WithExamples("triad plan list", "triad plan list --all --json");

        static TextTable TableOf(IReadOnlyList<Plan> plans)
        {
            var table = Tables.Of("plan", "name", "weight", "tier", "quotas", Tables.Spare("changed"));
            foreach (var plan in plans)
                table.Row(plan.Id, plan.DisplayName, Number(plan.Weight), $"{plan.Tier}", QuotaOptions.Shown(plan.Quotas), Tables.Time(plan.UpdateTime));
            return table;
        }
    }

    private static Command UpdatePlan()
    {
        var id = new Argument<string>("PLAN") { Description = "The plan." };
        var options = new PlanOptions();
        var command = new Command("update", "Change a plan; what is not named stays. Binds its tenants within 5 seconds.") { id };
        options.AddTo(command);
        return command
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var changes = new UpdatePlanOptions
                {
                    DisplayName = options.Name(context),
                    Quotas = options.Quotas.Given(context),
                    WithoutQuotas = options.Quotas.Lifted(context),
                    Weight = options.Weight(context),
                    AllowedPackages = options.Packages(context),
                    Retention = options.Retention(context),
                    WithoutRetention = options.IsForEver(context),
                    Tier = options.Tier(context),
                };
                Show(context, await client.Plans.UpdateAsync(context.Get(id), changes, cancellationToken));
            })
            .WithExamples("triad plan update gold --queries-per-second 100", "triad plan update gold --videos none --retention-days none");
    }

    private static Command DeletePlan()
    {
        var id = new Argument<string>("PLAN") { Description = "The plan." };
        return new Command("delete", "Remove a plan that no tenant has.") { id }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var plan = context.Get(id);
                await client.Plans.DeleteAsync(plan, cancellationToken);
                context.Output.Answer(new { deleted = plan }, _ => context.Output.Note($"Deleted {plan}."));
            })
            .WithExamples("triad plan delete gold");
    }

    private static void Show(CommandContext context, Plan plan) => context.Output.Answer(plan, screen => screen.Facts(
        ("plan", plan.Id),
        ("name", plan.DisplayName),
        ("quotas", QuotaOptions.Shown(plan.Quotas)),
        ("weight", Number(plan.Weight)),
        ("packages", plan.AllowedPackages.Count > 0 ? string.Join(", ", plan.AllowedPackages) : "all"),
        ("retention", plan.Retention is { } kept ? string.Create(CultureInfo.InvariantCulture, $"{kept.TotalDays:0.###} days") : "for ever"),
        ("tier", $"{plan.Tier}"),
        ("created", Tables.Time(plan.CreateTime)),
        ("changed", Tables.Time(plan.UpdateTime))));

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
