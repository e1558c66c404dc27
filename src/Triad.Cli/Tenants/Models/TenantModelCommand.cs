using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Client;

namespace Triad.Cli.Tenants.Models;

/// <summary><c>triad tenant model</c>: takes a tenant from one model to another without losing search.</summary>
internal static class TenantModelCommand
{
    private const string Caution = "Also where videos would not be found any more.";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public static Command Create() => new Command("model", "Change a tenant's model without losing search (with an operator's key).")
    {
        Set(),
        Status(),
        ModelCompareCommand.Create(),
        Switch("cutover", "Let searches ask the new model, at once.", client => client.CutOverAsync),
        Switch("rollback", "Let searches ask the old model again, at once.", client => client.RollBackAsync),
        Step("finish", "Give the old model up after the change over, and remove its vectors.", client => client.FinishAsync),
        Step("cancel", "Give the new model up before the change over, and remove its vectors.", client => client.CancelAsync),
    }.WithExamples("triad tenant model set clip --shadow --tenant acme", "triad tenant model status --tenant acme");

    /// <summary>The tenant that is meant.</summary>
    /// <exception cref="CommandException">None is named.</exception>
    public static string TenantOf(CommandContext context) => context.Get(GlobalOptions.Tenant)
        ?? throw CommandException.WrongUse(GlobalOptions.Tenant.Name, null, "Name the tenant whose model is meant");

    private static Command Set()
    {
        var package = new Argument<string>("PACKAGE") { Description = "The id of the new model package." };
        var shadow = new Option<bool>("--shadow")
        {
            Description = "Embed the library with it in the background; searches stay with the old one until cutover.",
        };
        return new Command("set", "Begin to embed a tenant's library with another model package too.") { package, shadow }
            .Runs(async (context, cancellationToken) =>
            {
                if (!context.Get(shadow))
                    throw CommandException.WrongUse(shadow.Name, null, "Give it: the library must be embedded anew before searches change over");
                using var client = context.Connect();
                var change = await client.Tenants.ModelChanges.BeginAsync(TenantOf(context), context.Get(package), cancellationToken);
                ModelChangeView.Show(context, change);
            })
            .WithExamples("triad tenant model set clip --shadow --tenant acme");
    }

    private static Command Status()
    {
        var wait = new Option<bool>("--wait") { Description = "Until nothing is left to be done." };
        return new Command("status", "Show how far the change of a tenant's model is.") { wait }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var change = await client.Tenants.ModelChanges.GetAsync(TenantOf(context), cancellationToken);
                while (context.Get(wait) && change.VideosWaiting + change.VideosCleaning > 0)
                {
                    context.Output.Note(ModelChangeView.Line(change));
                    await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                    change = await client.Tenants.ModelChanges.GetAsync(TenantOf(context), cancellationToken);
                }

                ModelChangeView.Show(context, change);
            })
            .WithExamples("triad tenant model status --tenant acme", "triad tenant model status --wait --tenant acme --json");
    }

    private static Command Switch(
        string name, string description, Func<ModelChangesClient, Func<string, bool, CancellationToken, Task<ModelChange>>> step)
    {
        var force = new Option<bool>("--force") { Description = Caution };
        return new Command(name, description) { force }
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                var run = step(client.Tenants.ModelChanges);
                ModelChangeView.Show(context, await run(TenantOf(context), context.Get(force), cancellationToken));
            })
            .WithExamples($"triad tenant model {name} --tenant acme");
    }

    private static Command Step(
        string name, string description, Func<ModelChangesClient, Func<string, CancellationToken, Task<ModelChange>>> step) =>
        new Command(name, description)
            .Runs(async (context, cancellationToken) =>
            {
                using var client = context.Connect();
                ModelChangeView.Show(context, await step(client.Tenants.ModelChanges)(TenantOf(context), cancellationToken));
            })
            .WithExamples($"triad tenant model {name} --tenant acme");
}
