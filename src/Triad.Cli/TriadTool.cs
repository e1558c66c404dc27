using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Triad.Cli.Auditing;
using Triad.Cli.Backups;
using Triad.Cli.Bootstrap;
using Triad.Cli.Demo;
using Triad.Cli.Evaluation;
using Triad.Cli.Grants;
using Triad.Cli.Holds;
using Triad.Cli.Invocation;
using Triad.Cli.Keys;
using Triad.Cli.Models;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Cli.Receipts;
using Triad.Cli.Searching;
using Triad.Cli.Plans;
using Triad.Cli.Tenants;
using Triad.Cli.Usage;
using Triad.Cli.Videos;
using Triad.Cli.Webhooks;

namespace Triad.Cli;

/// <summary>The command line as a whole.</summary>
internal static class TriadTool
{
    public static async Task<int> RunAsync(
        string[] arguments, InvocationConfiguration configuration, CancellationToken cancellationToken = default)
    {
        var parsed = CreateRoot().Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            var report = new FailureReport(FailureReport.WrongUse, string.Join(" ", parsed.Errors.Select(error => error.Message)))
            {
                Remedy = $"See 'triad{Path(parsed.CommandResult.Command)} --help'",
            };
            new CommandOutput(configuration.Output, configuration.Error, arguments.Contains(GlobalOptions.Json.Name)).Failure(report);
            return ExitCode.WrongUse;
        }

        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    public static RootCommand CreateRoot()
    {
        var root = new RootCommand("Triad: find videos and moments by text, sound, picture and video.")
        {
            StatusCommand.Create(),
            BootstrapCommand.Create(),
            TenantCommand.Create(),
            PlanCommand.Create(),
            UsageCommand.Create(),
            KeyCommand.Create(),
            TokenCommand.Create(),
            AuditCommand.Create(),
            HoldCommand.Create(),
            GrantCommand.Create(),
            WebhookCommand.Create(),
            VideoCommand.Create(),
            SearchCommand.Create(),
            EmbedCommand.Create(),
            ReceiptCommand.Create(),
            ModelCommand.Create(),
            EvalCommand.Create(),
            BackupCommand.Create(),
            UpCommand.Create(),
            DemoCommand.Create(),
        };
        GlobalOptions.AddTo(root);
        root.WithExamples("triad status", "triad video upload clip.mp4 --wait", "triad search \"a red ball bounces\"", "triad demo");
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpExamples((HelpAction)help.Action!);
        return root;
    }

    private static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? string.Empty : $"{Path(parent)} {command.Name}";
    }
}
