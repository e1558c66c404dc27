using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;

namespace Triad.Cli.Platform;

/// <summary><c>triad up</c>: the server in the foreground, with what the command line says handed on.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var models = new Option<DirectoryInfo?>("--models")
        {
            Description = "The folder of the model packages. Otherwise TRIAD_MODELS, then models here.",
            HelpName = "DIR",
        };
        var urls = new Option<string?>("--urls")
        {
            Description = "Where to listen. Otherwise TRIAD_URLS, then http://127.0.0.1:7443.",
            HelpName = "URLS",
        };
        var settings = new Option<FileInfo?>("--settings") { Description = "A JSON file of settings.", HelpName = "FILE" };
        var set = new Option<string[]>("--set") { Description = "One setting; may be repeated.", HelpName = "NAME=VALUE" };
        return new Command("up", "Start the platform and keep it running until it is stopped.") { models, urls, settings, set }
            .Runs(async (context, cancellationToken) =>
            {
                var arguments = new List<string> { "--data", DataDirectory.Resolve(context.Get(GlobalOptions.DataDirectory)).Path };
                Add(arguments, "--models", context.Get(models)?.FullName);
                Add(arguments, "--urls", context.Get(urls));
                Add(arguments, "--settings", context.Get(settings)?.FullName);
                foreach (var setting in context.Get(set) ?? [])
                    Add(arguments, "--set", setting);
                return await RunAsync(arguments, cancellationToken);
            })
            .WithExamples("triad up", "triad up --data /srv/triad --urls https://0.0.0.0:7443 --settings triad.json");
    }

    private static void Add(List<string> arguments, string name, string? value)
    {
        if (value is not null)
            arguments.AddRange([name, value]);
    }

    private static async Task<int> RunAsync(List<string> arguments, CancellationToken cancellationToken)
    {
        using var server = Process.Start(ServerProgram.StartInfo(arguments))!;
        try
        {
            await server.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A terminal's Ctrl-C has reached the server too; a signal to the tool alone has not.
            Terminate(server.Id);
            await server.WaitForExitAsync(CancellationToken.None);
        }

        return server.ExitCode == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static void Terminate(int process)
    {
        const int terminate = 15;
        if (Kill(process, terminate) != 0)
            throw new CommandException($"The server (process {process}) could not be told to stop");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
