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
        var model = new Option<string?>("--model")
        {
            Description = "The package of tenants that name none, by its name among the models. Otherwise triad-mini.",
            HelpName = "NAME",
        };
        var role = new Option<string[]>("--role")
        {
            Description = "What the process does: all (the default), gateway, silo or embed; may be repeated.",
            HelpName = "ROLE",
        };
        var silos = new Option<int?>("--silos")
        {
            Description = "Start so many processes, 2 to 9, as one cluster on this machine, for trying.",
            HelpName = "NUMBER",
        };
        var siloPort = new Option<int>("--silo-port")
        {
            Description = "With --silos: the first process's port for the others, who take the next ones.",
            DefaultValueFactory = _ => LocalCluster.DefaultSiloPort,
            HelpName = "PORT",
        };
        var urls = new Option<string?>("--urls")
        {
            Description = "Where to listen. Otherwise TRIAD_URLS, then http://127.0.0.1:7443.",
            HelpName = "URLS",
        };
        var vectors = Choices.One<VectorIndex>(
            "--vectors", "What keeps the vectors and answers searches, embedded where it is not given:", "INDEX");
        var qdrant = new Option<string?>("--qdrant")
        {
            Description = "Where Qdrant serves gRPC, with --vectors qdrant. Otherwise the setting Triad:Qdrant:Endpoint.",
            HelpName = "URL",
        };
        var settings = new Option<FileInfo?>("--settings") { Description = "A JSON file of settings.", HelpName = "FILE" };
        var set = new Option<string[]>("--set") { Description = "One setting; may be repeated.", HelpName = "NAME=VALUE" };
        var command = new Command("up", "Start the platform and keep it running until it is stopped.")
        {
            role, silos, siloPort, models, model, urls, vectors, qdrant, settings, set,
        };
        return command
            .Runs(async (context, cancellationToken) =>
            {
                var arguments = new List<string> { "--data", DataDirectory.Resolve(context.Get(GlobalOptions.DataDirectory)).Path };
                Add(arguments, "--models", context.Get(models)?.FullName);
                Add(arguments, "--urls", context.Get(urls));
                Add(arguments, "--settings", context.Get(settings)?.FullName);
                var index = context.Parsed.GetResult(vectors) is null ? (VectorIndex?)null : context.Get(vectors);
                foreach (var setting in IndexSettings(index, context.Get(qdrant)).Concat(context.Get(set) ?? []))
                    Add(arguments, "--set", setting);
                if (context.Get(model) is { } package)
                    Add(arguments, "--set", $"Triad:Gateway:DefaultModelPackage={package}");
                if (context.Get(silos) is { } number)
                    return await RunClusterAsync(number, context.Get(siloPort), context.Get(role), arguments, cancellationToken);
                foreach (var name in context.Get(role) ?? [])
                    Add(arguments, "--role", name);
                return await RunAsync(arguments, cancellationToken);
            })
            .WithExamples(
                "triad up",
                "triad up --model open",
                "triad up --silos 3",
                "triad up --vectors qdrant --qdrant http://127.0.0.1:6334",
                "triad up --data /srv/triad --urls https://0.0.0.0:7443 --settings triad.json");
    }

    private static IEnumerable<string> IndexSettings(VectorIndex? vectors, string? qdrant)
    {
        if (qdrant is not null && vectors != VectorIndex.Qdrant)
            throw CommandException.WrongUse("--qdrant", qdrant, "Give --vectors qdrant too, or leave it out");
        if (qdrant is not null && !(Uri.TryCreate(qdrant, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            throw CommandException.WrongUse("--qdrant", qdrant, "Give the address of its gRPC port, such as http://127.0.0.1:6334");
        if (vectors is { } index)
            yield return $"Triad:Storage:Vectors={index}";
        if (qdrant is not null)
            yield return $"Triad:Qdrant:Endpoint={qdrant}";
    }

    private static void Add(List<string> arguments, string name, string? value)
    {
        if (value is not null)
            arguments.AddRange([name, value]);
    }

    private static async Task<int> RunClusterAsync(
        int number, int siloPort, string[]? roles, List<string> arguments, CancellationToken cancellationToken)
    {
        if (number is < LocalCluster.Fewest or > LocalCluster.Most)
            throw CommandException.WrongUse("--silos", $"{number}", $"Give {LocalCluster.Fewest} to {LocalCluster.Most}");
        if (roles is { Length: > 0 })
            throw CommandException.WrongUse("--role", string.Join(' ', roles), "Leave it out with --silos, which deals the roles out");
        await using var cluster = new LocalCluster(arguments, siloPort);
        return await cluster.RunAsync(LocalCluster.RolesOf(number), Terminate, cancellationToken);
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
