using System.ComponentModel;

namespace Triad.Media.Sandbox;

/// <summary>Finds out, by trying, which layers work on this machine: a container or a hardened kernel may refuse any of them.</summary>
internal static class SandboxProbe
{
    private static readonly ProcessLimits TrialLimits = new(TimeSpan.FromSeconds(10), 2L << 30, 64, 1024);
    private static readonly TimeSpan TrialTime = TimeSpan.FromSeconds(10);

    /// <summary>Tries the confinements from the strictest on with a program that needs no input.</summary>
    /// <param name="tools">The tools to confine with.</param>
    /// <param name="program">Absolute path of a program.</param>
    /// <param name="arguments">Arguments with which it ends well at once.</param>
    /// <param name="time">Bounds each trial.</param>
    /// <param name="cancellationToken">Ends the trials.</param>
    /// <returns>The strictest confinement that works, and what the program printed in it.</returns>
    /// <exception cref="InvalidOperationException">The program does not run at all.</exception>
    public static async Task<(SandboxSetup Setup, byte[] Output)> RunAsync(
        SandboxTools tools,
        string program,
        IReadOnlyList<string> arguments,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var job = new SandboxJob(program, program, _ => arguments, 1, TrialLimits);
        Dictionary<Confinement, string> refusals = [];
        foreach (var confinement in Enum.GetValues<Confinement>())
        {
            var command = new SandboxCommand(tools, confinement);
            using var output = new MemoryStream();
            var refusal = WhyNotTried(tools, confinement) ?? await TryAsync(command, job, output, time, cancellationToken);
            if (refusal is null)
                return (new SandboxSetup(command, SandboxReporter.Report(tools, confinement, refusals)), output.ToArray());
            refusals[confinement] = refusal;
        }

        throw new InvalidOperationException(
            $"'{program}' cannot be run even without isolation: {refusals[Confinement.None]} "
            + "Check the installation of FFmpeg and util-linux.");
    }

    /// <summary>Tries a program that needs no input, confined by a command.</summary>
    /// <returns>Why it does not end well; null where it does.</returns>
    public static Task<string?> TryAsync(
        SandboxCommand command,
        string program,
        IReadOnlyList<string> arguments,
        TimeProvider time,
        CancellationToken cancellationToken) =>
        TryAsync(command, new SandboxJob(program, program, _ => arguments, 1, TrialLimits), Stream.Null, time, cancellationToken);

    private static string? WhyNotTried(SandboxTools tools, Confinement confinement) => confinement switch
    {
        Confinement.IsolatedAndFiltered or Confinement.Isolated when tools.Bubblewrap is null => "bwrap is not installed, or not to be used.",
        Confinement.IsolatedAndFiltered when CallFilter.ForThisMachine() is null => "The processor's kernel calls are not known.",
        Confinement.Landlocked when tools.Perl is null => "perl is not installed, or Landlock is not to be used.",
        Confinement.Landlocked when tools.Setpriv is null => "setpriv is not installed.",
        Confinement.Landlocked when CallFilter.CallsOfThisMachine is null => "The processor's kernel calls are not known.",
        Confinement.NetworkOnly when tools.Unshare is null => "unshare is not installed.",
        _ => null,
    };

    private static async Task<string?> TryAsync(
        SandboxCommand command,
        SandboxJob job,
        Stream output,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TrialTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await using var process = await SandboxLauncher.StartAsync(command, job);
            await process.Outputs[0].CopyToAsync(output, either.Token);
            var exit = await process.WaitAsync(either.Token);
            return exit.IsSuccess ? null : $"It ended with {Describe(exit)}: {process.Messages.Lines.LastOrDefault() ?? "no message"}.";
        }
        catch (Win32Exception failure)
        {
            return $"It could not be started: {failure.Message}.";
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return $"It did not end within {TrialTime.TotalSeconds} s.";
        }
    }

    private static string Describe(ProcessExit exit) => exit.Signal != 0 ? $"signal {exit.Signal}" : $"status {exit.Code}";
}
