using System.CommandLine;
using System.Diagnostics;
using Triad.Cli.Invocation;
using Triad.Cli.Output;
using Triad.Cli.Platform;

namespace Triad.Cli.Models;

/// <summary><c>triad model bench</c>: what a package costs on this machine.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var package = new Argument<string>("PACKAGE") { Description = "The package: its folder, or its name among the models." };
        var models = ModelsOption.Create();
        var seconds = new Option<int>("--seconds")
        {
            Description = "The length of the video that is embedded, 8 to 600.",
            DefaultValueFactory = _ => 24,
            HelpName = "SECONDS",
        };
        return new Command("bench", "Measure a package here: seconds a minute of video, a query, memory. Estimates of uploads use it.")
        {
            package, models, seconds,
        }
            .Runs(async (context, cancellationToken) =>
            {
                var length = context.Get(seconds);
                if (length is < 8 or > 600)
                    throw CommandException.WrongUse("--seconds", $"{length}", "Give 8 to 600");
                var folder = ModelsOption.Resolve(context, models);
                var report = await MeasureAsync(PackageChoice.Find(context.Get(package), folder), length, context.Output, cancellationToken);
                report.Record(folder);
                context.Output.Answer(report, screen => screen.Facts(
                    ("package", report.Package),
                    ("on", $"{report.Device}, {report.Processors} processors"),
                    ("a minute of video", $"{Tables.Number(report.SecondsPerMinute, 1)} s ({Tables.Number(report.DecodeSecondsPerMinute, 1)} s of it decoding)"),
                    ("processor time", $"{Tables.Number(report.ProcessorSecondsPerMinute, 1)} s a minute of video, without decoding"),
                    ("a query", $"{Tables.Number(report.QueryMilliseconds, 1)} ms"),
                    ("loading", $"{Tables.Number(report.LoadSeconds, 1)} s"),
                    ("memory", Tables.Bytes(report.MemoryBytes))));
            })
            .WithExamples("triad model bench open", "triad model bench models/triad-mini --seconds 60 --json");
    }

    private static async Task<BenchReport> MeasureAsync(string package, int seconds, CommandOutput output, CancellationToken cancellationToken)
    {
        using var scratch = new ScratchFolder(keep: false);
        var video = scratch["bench.mp4"];
        await BenchVideo.MakeAsync(video, seconds, cancellationToken);
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        var started = Stopwatch.GetTimestamp();
        await using var loaded = await LoadedModel.LoadAsync(package, output, cancellationToken);
        return await new ModelBench(loaded).RunAsync(video, Stopwatch.GetElapsedTime(started).TotalSeconds, before, cancellationToken);
    }
}
