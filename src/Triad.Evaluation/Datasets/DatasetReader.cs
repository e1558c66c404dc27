
namespace Triad.Evaluation.Datasets;

/// <summary>Reads the items of a data set in whatever layout it has.</summary>
public static class DatasetReader
{
    private static readonly Dictionary<string, DatasetLayout> Names = new()
    {
        ["manifest"] = DatasetLayout.Manifest,
        ["msrvtt-csv"] = DatasetLayout.MsrVttCsv,
        ["msrvtt-json"] = DatasetLayout.MsrVttJson,
        ["youcook2"] = DatasetLayout.YouCook2,
        ["msvd"] = DatasetLayout.Msvd,
    };

    public static DatasetLayout? ParseLayout(string? name) => name switch
    {
        null => null,
        _ when Names.TryGetValue(name, out var layout) => layout,
        _ => throw EvaluationException.WrongUse("--layout", name, $"Use one of {string.Join(", ", Names.Keys)}"),
    };

    public static async Task<EvaluationSet> ReadAsync(DatasetSource source, CancellationToken cancellationToken)
    {
        if (!File.Exists(source.Path))
            throw EvaluationException.WrongUse("manifest", source.Path, "Name a manifest.jsonl, as 'python3 -m training.world' writes it, or a file of another --layout");
        if (source.Videos is { } folder && !Directory.Exists(folder))
            throw EvaluationException.WrongUse("--videos", folder, "Name the folder with the media");
        var names = await source.ReadListAsync(cancellationToken);
        var content = await File.ReadAllBytesAsync(source.Path, cancellationToken);
        var layout = source.Layout ?? Detect(source.Path, content);
        if (source.Split is not null && layout is not (DatasetLayout.MsrVttJson or DatasetLayout.YouCook2))
            throw EvaluationException.WrongUse("--split", source.Split, "Leave it out: only MSR-VTT's JSON and YouCook2 name parts; --list chooses videos of any layout");
        var read = layout switch
        {
            DatasetLayout.MsrVttCsv => MsrVttCsvReader.Read(source, content),
            DatasetLayout.MsrVttJson => MsrVttJsonReader.Read(source, content),
            DatasetLayout.YouCook2 => YouCookReader.Read(source, content),
            DatasetLayout.Msvd => MsvdReader.Read(source, content),
            _ => ManifestReader.Read(source, content),
        };
        return new EvaluationSet(layout, Choose(read, names, source));
    }

    /// <summary>By the file's ending; of JSON by its first name.</summary>
    private static DatasetLayout Detect(string path, byte[] content) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => DatasetLayout.MsrVttCsv,
        ".txt" => DatasetLayout.Msvd,
        ".json" => JsonPieces.TopNames(path, content) switch
        {
            var names when names.Contains("database") => DatasetLayout.YouCook2,
            var names when names.Contains("sentences") || names.Contains("videos") => DatasetLayout.MsrVttJson,
            _ => throw EvaluationException.WrongUse("manifest", path, "It has neither videos and sentences (MSR-VTT) nor a database (YouCook2): name its --layout"),
        },
        _ => DatasetLayout.Manifest,
    };

    private static IReadOnlyList<EvaluationItem> Choose(IReadOnlyList<EvaluationItem> items, IReadOnlyList<string>? names, DatasetSource source)
    {
        if (names is null)
            return items.Count > 0 ? items : throw EvaluationException.WrongUse("manifest", source.Path, "It names no video: render clips first, or choose another --split");

        var byName = items.ToLookup(item => item.Video, StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!byName.Contains(name))
                throw EvaluationException.WrongUse("--list", name, $"{source.Path} has no caption of it: take it off {source.List}");
        }

        return [.. names.SelectMany(name => byName[name])];
    }
}
