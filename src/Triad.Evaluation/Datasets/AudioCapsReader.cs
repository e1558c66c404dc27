namespace Triad.Evaluation.Datasets;

/// <summary>
/// Reads AudioCaps: a table with the columns <c>audiocap_id</c>, <c>youtube_id</c>, <c>start_time</c>, <c>caption</c>. Each start of a video is an
/// item, ten seconds long, which has been cut already; its rows are its captions: five in the test part.
/// </summary>
internal static class AudioCapsReader
{
    public const string VideoColumn = "youtube_id";

    private const string IdColumn = "audiocap_id";
    private const string StartColumn = "start_time";
    private const string CaptionColumn = "caption";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var clips = new Dictionary<(string Video, string Start), (List<string> Ids, List<string> Captions)>();
        var order = new List<(string Video, string Start)>();
        foreach (var (line, fields) in CsvTable.Read(source.Path, content, [VideoColumn, StartColumn, CaptionColumn, IdColumn]))
        {
            if (fields[2].Length == 0)
                throw DatasetProblem.At(source.Path, line, CaptionColumn, fields[2], "is blank", "Give every row a caption");
            var clip = (fields[0], fields[1]);
            if (!clips.TryGetValue(clip, out var own))
            {
                clips[clip] = own = ([], []);
                order.Add(clip);
            }

            own.Ids.Add(fields[3]);
            own.Captions.Add(fields[2]);
        }

        var folder = new MediaFolder(source.Folder);
        return [.. order.Select(clip => new EvaluationItem($"{clip.Video}_{clip.Start}", FileOf(folder, clip, clips[clip].Ids), clips[clip].Captions) { Video = clip.Video })];
    }

    // The data set has no sounds of its own: everybody names the clips that they cut in one of these ways.
    private static string? FileOf(MediaFolder folder, (string Video, string Start) clip, List<string> ids) =>
        ((string[])[$"{clip.Video}_{clip.Start}", $"Y{clip.Video}_{clip.Start}", clip.Video, $"Y{clip.Video}", .. ids])
        .Select(folder.PathOf)
        .FirstOrDefault(path => path is not null);
}
