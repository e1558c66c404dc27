using System.CommandLine;
using Triad.Cli.Invocation;

namespace Triad.Cli.Usage;

/// <summary><c>triad usage</c>: needs an operator's key.</summary>
internal static class UsageCommand
{
    public static Command Create() => new Command("usage", "What tenants used: show, export and reconcile it (with an operator's key).")
    {
        UsageShowCommand.Create(),
        UsageExportCommand.Create(),
        UsageReconcileCommand.Create(),
    }.WithExamples("triad usage show acme --from 2026-11-01 --to 2026-12-01 --step day", "triad usage export status", "triad usage reconcile --all");
}
