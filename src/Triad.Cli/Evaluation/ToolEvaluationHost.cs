using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;
using Triad.Evaluation;

namespace Triad.Cli.Evaluation;

/// <summary>What a measurement asks of the tool: progress on its terminal, a platform, the checkout's training code.</summary>
internal sealed class ToolEvaluationHost(CommandContext context) : IEvaluationHost
{
    public Task<T> ShowAsync<T>(Func<IProgressBoard, Task<T>> work) => ProgressDisplay.RunAsync(context.Output, work);

    public async Task<IEvaluationPlatform> OpenPlatformAsync(EvaluationSettings settings, string models, string data, CancellationToken cancellationToken)
    {
        if (settings.Running)
            return new RunningPlatform(ConnectionSettings.Resolve(context.Parsed));
        var package = ModelFolder.Make(settings.Package, models);
        context.Output.Note("Starting a platform ...");

        // A run that was killed leaves its server behind, which holds the data.
        LeftServers.End(data);
        return new StartedPlatform(await LocalPlatform.StartAsync(data, package.Path, null, cancellationToken), package.PackageId);
    }

    public async Task<(int Code, string Error)> RunTrainingCodeAsync(string[] arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        if (Checkout.Root is null)
            throw new EvaluationException("The offline measurement is part of the repository, which is not around") { Remedy = $"Run it in a checkout, or set {Checkout.RootVariable}" };
        var python = await PythonProgram.FindAsync("--offline", ["numpy", "torch"], "python3-numpy python3-torch", cancellationToken);
        return await python.RunAsync(arguments, onLine, cancellationToken);
    }
}
