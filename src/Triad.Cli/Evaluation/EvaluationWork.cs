using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Triad.Cli.Platform;

namespace Triad.Cli.Evaluation;

/// <summary>The folder in which a run works: the one that was named, which stays, or a temporary one.</summary>
internal sealed class EvaluationWork : IDisposable
{
    private readonly ScratchFolder? _scratch;
    private readonly string _path;

    private EvaluationWork(string path, ScratchFolder? scratch, EvaluationJournal journal)
    {
        _path = path;
        _scratch = scratch;
        Journal = journal;
    }

    public EvaluationJournal Journal { get; }

    public bool IsKept => _scratch is null;

    public string this[string name] => Path.Combine(_path, name);

    /// <summary>Opens the folder.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="question">What is asked of the pool, as text: another question is another run.</param>
    public static EvaluationWork Open(EvaluationSettings settings, string question)
    {
        var journal = EvaluationJournal.Open(settings.Work, PlanOf(settings, question), settings.Resume);
        var scratch = settings.Work is null ? new ScratchFolder(keep: false) : null;
        return new EvaluationWork(settings.Work ?? scratch!.Path, scratch, journal);
    }

    public void Dispose()
    {
        Journal.Dispose();
        _scratch?.Dispose();
    }

    private static string PlanOf(EvaluationSettings settings, string question)
    {
        var model = Path.Combine(settings.Package, "model.json");
        var plan = JsonSerializer.SerializeToUtf8Bytes(new
        {
            settings.Running,
            settings.AsksPlatform,
            settings.AsksOffline,
            question,
            Package = File.Exists(model) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(model))) : settings.Package,
            Items = settings.Set.Items.Select(item => new { item.Name, item.File, item.Captions, item.Cut?.Start, item.Cut?.End }),
        });
        return Convert.ToHexStringLower(SHA256.HashData(plan));
    }
}
