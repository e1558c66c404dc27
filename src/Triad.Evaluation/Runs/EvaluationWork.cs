using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Triad.Evaluation.Runs;

/// <summary>The folder in which a run works: the one that was named, which stays, or a temporary one.</summary>
public sealed class EvaluationWork : IDisposable
{
    private readonly string _path;

    private EvaluationWork(string path, bool isKept, EvaluationJournal journal)
    {
        _path = path;
        IsKept = isKept;
        Journal = journal;
    }

    internal EvaluationJournal Journal { get; }

    internal bool IsKept { get; }

    internal string this[string name] => Path.Combine(_path, name);

    /// <summary>Opens the folder.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="question">What is asked of the pool, as text: another question is another run.</param>
    public static EvaluationWork Open(EvaluationSettings settings, string question)
    {
        var journal = EvaluationJournal.Open(settings.Work, PlanOf(settings, question), settings.Resume);
        return new EvaluationWork(settings.Work ?? Directory.CreateTempSubdirectory("triad-").FullName, settings.Work is not null, journal);
    }

    public void Dispose()
    {
        Journal.Dispose();
        if (!IsKept)
            Directory.Delete(_path, recursive: true);
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
