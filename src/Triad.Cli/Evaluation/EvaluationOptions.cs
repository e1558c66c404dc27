using System.CommandLine;
using Triad.Cli.Invocation;
using Triad.Cli.Platform;
using Triad.Evaluation;
using Triad.Evaluation.Datasets;

namespace Triad.Cli.Evaluation;

/// <summary>The options that every measurement takes.</summary>
internal static class EvaluationOptions
{
    public const string Work = "--work";
    public const string Resume = "--resume";

    private const string First = "first";
    private const string AllOfThem = "all";

    private static readonly Option<FileInfo> Manifest = new("--manifest", "--dataset")
    {
        Description = "The data set: manifest.jsonl of generated clips, or the file of another layout.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> Layout = new("--layout")
    {
        Description = "manifest, msrvtt-csv, msrvtt-json, youcook2, msvd, audiocaps, clotho, coco or karpathy; otherwise told from the file.",
        HelpName = "NAME",
    };

    private static readonly Option<DirectoryInfo?> Videos = new("--videos")
    {
        Description = "Where the media lie; otherwise the folder of the data set's file.",
        HelpName = "DIR",
    };

    private static readonly Option<FileInfo?> List = new("--list") { Description = "Only the videos that this text file names, one a line.", HelpName = "FILE" };

    private static readonly Option<string?> Split = new("--split")
    {
        Description = "The part of MSR-VTT's JSON or of Karpathy's splits (otherwise test), or of YouCook2 (otherwise validation); all for everything.",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Captions = new("--captions")
    {
        Description = "first or all: which captions of an item are queries. Otherwise first of a manifest, all of other layouts.",
        HelpName = "WHICH",
    };

    private static readonly Option<DirectoryInfo?> Model = new("--model")
    {
        Description = "The model package; otherwise models/triad-mini of the checkout.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> Running = new("--running")
    {
        Description = "Measure the platform that --address or the data directory names, not one of its own.",
    };

    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Uploads and queries at the same time, 1 to 64.",
        DefaultValueFactory = _ => 8,
        HelpName = "COUNT",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Seed of the bootstrap.",
        DefaultValueFactory = _ => 1,
        HelpName = "NUMBER",
    };

    private static readonly Option<DirectoryInfo?> WorkFolder = new(Work)
    {
        Description = "Keep what is done in this folder, so that a run that was ended can go on.",
        HelpName = "DIR",
    };

    private static readonly Option<bool> ResumeRun = new(Resume) { Description = "Go on with the run of --work." };

    private static readonly Option<bool> Offline = new("--offline")
    {
        Description = "Without the platform: PyTorch from the media files. Needs Python with numpy and torch.",
    };

    private static readonly Option<bool> Compare = new("--compare")
    {
        Description = "Through the platform and offline; fails where they differ.",
    };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Manifest, Layout, Videos, List, Split, Captions, Model, Running, Parallel, Seed, WorkFolder, ResumeRun, Offline, Compare])
            command.Add(option);
    }

    public static async Task<EvaluationSettings> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parallel = context.Get(Parallel);
        if (parallel is < 1 or > 64)
            throw CommandException.WrongUse("--parallel", $"{parallel}", "Give 1 to 64");
        if (context.Get(Offline) && (context.Get(Compare) || context.Get(Running)))
        {
            throw new CommandException($"{Offline.Name} and {(context.Get(Compare) ? Compare : Running).Name} exclude each other", ExitCode.WrongUse)
            {
                Field = Offline.Name,
                Remedy = $"Leave {Offline.Name} out to ask the platform too",
            };
        }

        if (context.Get(ResumeRun) && context.Get(WorkFolder) is null)
            throw CommandException.WrongUse(Work, null, $"Name the folder of the run that is to go on, or leave {Resume} out");

        var source = new DatasetSource(
            context.Get(Manifest)!.FullName,
            DatasetReader.ParseLayout(context.Get(Layout)),
            context.Get(Videos)?.FullName,
            context.Get(List)?.FullName,
            context.Get(Split));
        var set = await DatasetReader.ReadAsync(source, cancellationToken);
        if (set.Items.All(item => item.File is null))
            throw CommandException.WrongUse("--videos", source.Folder, $"None of the {set.Items.Count} media, such as {set.Items[0].Video}, is there: name their folder");
        return new EvaluationSettings(
            OneOrAll(context.Get(Captions), set.Layout) ? set.WithFirstCaptions() : set,
            context.Get(Model)?.FullName ?? Checkout.PathOf("models", "triad-mini"),
            context.Get(Running),
            parallel,
            context.Get(Seed),
            context.Get(WorkFolder)?.FullName,
            context.Get(ResumeRun),
            AsksPlatform: !context.Get(Offline),
            AsksOffline: context.Get(Offline) || context.Get(Compare));
    }

    /// <summary>True for the first caption only. The card of the generated world asks with the first; the papers' data sets with all.</summary>
    private static bool OneOrAll(string? which, DatasetLayout layout) => which switch
    {
        null => layout == DatasetLayout.Manifest,
        First => true,
        AllOfThem => false,
        _ => throw CommandException.WrongUse("--captions", which, $"Use {First} or {AllOfThem}"),
    };
}
