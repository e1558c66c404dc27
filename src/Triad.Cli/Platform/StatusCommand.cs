using System.CommandLine;
using System.Diagnostics;
using Triad.Cli.Connection;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Client;

namespace Triad.Cli.Platform;

/// <summary><c>triad status</c>: whether the platform works. Needs no key.</summary>
internal static class StatusCommand
{
    public static Command Create() => new Command("status", "Say whether the platform can be reached and serves.")
        .Runs(RunAsync)
        .WithExamples("triad status", "triad status --address https://triad.example:7443 --json");

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var settings = ConnectionSettings.Resolve(context.Parsed);
        using var client = settings.Connect();
        var started = Stopwatch.GetTimestamp();
        var live = await client.Health.IsServingAsync(HealthClient.Liveness, cancellationToken);
        var latency = Stopwatch.GetElapsedTime(started);
        var ready = await client.Health.IsServingAsync(HealthClient.Readiness, cancellationToken);

        var address = settings.Address.GetLeftPart(UriPartial.Authority);
        context.Output.Answer(
            new { address, live, ready, latency_ms = Math.Round(latency.TotalMilliseconds, 1) },
            screen => screen.Facts(
                ("address", address),
                ("live", live ? "yes" : "no"),
                ("ready", ready ? "yes" : "no"),
                ("latency", $"{Tables.Number(latency.TotalMilliseconds, 1)} ms")));
        return live && ready ? ExitCode.Success : ExitCode.Failed;
    }
}
