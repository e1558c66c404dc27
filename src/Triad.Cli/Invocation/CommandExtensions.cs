using System.CommandLine;
using Triad.Cli.Output;

namespace Triad.Cli.Invocation;

/// <summary>Gives every command the same way to fail.</summary>
internal static class CommandExtensions
{
    /// <summary>Runs a command; what it throws becomes one line and an exit code.</summary>
    public static Command Runs(this Command command, Func<CommandContext, CancellationToken, Task<int>> run)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var configuration = parsed.InvocationConfiguration;
            var output = new CommandOutput(configuration.Output, configuration.Error, parsed.GetValue(GlobalOptions.Json));
            try
            {
                return await run(new CommandContext(parsed, output), cancellationToken);
            }
            catch (Exception exception) when (FailureReport.Of(exception) is { } report)
            {
                output.Failure(report);
                return report.ExitCode;
            }
        });
        return command;
    }

    /// <summary>Runs a command that always succeeds unless it throws.</summary>
    public static Command Runs(this Command command, Func<CommandContext, CancellationToken, Task> run) =>
        command.Runs(async (context, cancellationToken) =>
        {
            await run(context, cancellationToken);
            return ExitCode.Success;
        });

    /// <summary>Shows examples at the end of the command's help.</summary>
    public static Command WithExamples(this Command command, params string[] examples)
    {
        HelpExamples.Set(command, examples);
        return command;
    }
}
