using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Tenants;

/// <summary><c>triad tenant update</c>.</summary>
internal static class UpdateTenantCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("TENANT") { Description = "The tenant." };
        var name = new Option<string?>("--name") { Description = "For people.", HelpName = "TEXT" };
        var plan = new Option<string?>("--plan") { Description = "The id of its plan; empty for none.", HelpName = "PLAN" };
        var packages = TenantCommand.AllowPackages();
        var retention = new RetentionOption("How long a video is kept after its creation", canBeLifted: true);
        var quotas = new QuotaOptions();
        var command = new Command("update", "Change a tenant; what is not named stays. Binds within 5 seconds.") { id, name, plan, packages };
        retention.AddTo(command);
        quotas.AddTo(command);
        var weight = new WeightOption();
        weight.AddTo(command);
        return command
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var changes = new UpdateTenantOptions
                {
                    DisplayName = context.Get(name),
                    Plan = context.Get(plan),
                    AllowedPackages = context.Get(packages) switch
                    {
                        null or [] => null,
                        ["plan"] => [],
                        var named => named,
                    },
                    Retention = retention.Given(context),
                    WithoutRetention = retention.IsLifted(context),
                    Quotas = quotas.Given(context),
                    WithoutQuotas = quotas.Lifted(context),
                    Weight = weight.Given(context),
                    WithoutWeight = weight.IsLifted(context),
                };
                TenantCommand.Show(context, await client.Tenants.UpdateAsync(context.Get(id), changes, cancellationToken));
            })
            .WithExamples(
                "triad tenant update acme --name \"Acme Films\"",
                "triad tenant update acme --retention 30d",
                "triad tenant update acme --weight 3",
                "triad tenant update acme --queries-per-second 20 --videos none");
    }
}
