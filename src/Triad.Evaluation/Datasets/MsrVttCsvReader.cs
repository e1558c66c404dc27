namespace Triad.Evaluation.Datasets;

/// <summary>Reads MSR-VTT's 1k-A split: a table with the columns <c>key</c>, <c>vid_key</c>, <c>video_id</c>, <c>sentence</c>, of which the last two count.</summary>
internal static class MsrVttCsvReader
{
    private const string VideoColumn = "video_id";
    private const string CaptionColumn = "sentence";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var captions = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var (line, video, caption) in CsvTable.Read(source.Path, content, VideoColumn, CaptionColumn))
        {
            if (string.IsNullOrWhiteSpace(caption))
                throw DatasetProblem.At(source.Path, line, CaptionColumn, caption, "is blank", "Give every row a caption");
            if (!captions.TryGetValue(video, out var own))
            {
                captions[video] = own = [];
                order.Add(video);
            }

            own.Add(caption);
        }

        var folder = new MediaFolder(source.Folder);
        return [.. order.Select(name => new EvaluationItem(name, folder.PathOf(name), captions[name]))];
    }
}
