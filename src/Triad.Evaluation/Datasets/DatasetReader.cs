
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
        ["audiocaps"] = DatasetLayout.AudioCaps,
        ["clotho"] = DatasetLayout.Clotho,
        ["coco"] = DatasetLayout.Coco,
        ["karpathy"] = DatasetLayout.Karpathy,
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
        if (source.Split is not null && layout is not (DatasetLayout.MsrVttJson or DatasetLayout.YouCook2 or DatasetLayout.Karpathy))
        {
            throw EvaluationException.WrongUse(
                "--split", source.Split, "Leave it out: only MSR-VTT's JSON, YouCook2 and Karpathy's splits name parts; --list chooses items of any layout");
        }

        var read = layout switch
        {
            DatasetLayout.MsrVttCsv => MsrVttCsvReader.Read(source, content),
            DatasetLayout.MsrVttJson => MsrVttJsonReader.Read(source, content),
            DatasetLayout.YouCook2 => YouCookReader.Read(source, content),
            DatasetLayout.Msvd => MsvdReader.Read(source, content),
            DatasetLayout.AudioCaps => AudioCapsReader.Read(source, content),
            DatasetLayout.Clotho => ClothoReader.Read(source, content),
            DatasetLayout.Coco => CocoReader.Read(source, content),
            DatasetLayout.Karpathy => KarpathyReader.Read(source, content),
            _ => ManifestReader.Read(source, content),
        };
        return new EvaluationSet(layout, Choose(read, names, source));
    }

    /// <summary>By the file's ending; of JSON by its names, of a table by its columns.</summary>
    private static DatasetLayout Detect(string path, byte[] content) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => CsvTable.ColumnsOf(path, content) switch
        {
            var columns when columns.Contains(AudioCapsReader.VideoColumn) => DatasetLayout.AudioCaps,
            var columns when columns.Contains(ClothoReader.FileColumn) => DatasetLayout.Clotho,
            _ => DatasetLayout.MsrVttCsv,
        },
        ".txt" => DatasetLayout.Msvd,
        ".json" => JsonPieces.TopNames(path, content) switch
        {
            var names when names.Contains("database") => DatasetLayout.YouCook2,
            var names when names.Contains("sentences") || names.Contains("videos") => DatasetLayout.MsrVttJson,
            var names when names.Contains("annotations") => DatasetLayout.Coco,
            var names when names.Contains("images") => DatasetLayout.Karpathy,
            _ => throw EvaluationException.WrongUse(
                "manifest", path, "It has no videos and sentences (MSR-VTT), no database (YouCook2), no images (COCO, Karpathy's splits): name its --layout"),
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
