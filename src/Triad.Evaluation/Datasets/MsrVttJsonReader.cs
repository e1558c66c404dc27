using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>Reads MSR-VTT's own file: <c>videos</c> with <c>video_id</c> and <c>split</c>, <c>sentences</c> with <c>video_id</c> and <c>caption</c>.</summary>
internal static class MsrVttJsonReader
{
    private const string UsualSplit = "test";
    private const string VideoForm = "Write a video as {\"video_id\": \"video7010\", \"split\": \"test\"}";
    private const string SentenceForm = "Write a sentence as {\"video_id\": \"video7010\", \"caption\": \"a man sings\"}";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var captions = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var order = new List<(string Name, JsonElement Facts)>();
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var video in JsonPieces.Of(source.Path, content, "videos", VideoForm))
        {
            var name = video.Text("video_id", VideoForm);
            if (captions.ContainsKey(name) || others.Contains(name))
                throw DatasetProblem.At(source.Path, video.Line, $"{video.Name}.video_id", name, "is there twice", "Take one of the two out");
            if (Counts(video, source.Split ?? UsualSplit))
            {
                captions[name] = [];
                order.Add((name, video.Value));
            }
            else
            {
                others.Add(name);
            }
        }

        foreach (var sentence in JsonPieces.Of(source.Path, content, "sentences", SentenceForm))
        {
            var name = sentence.Text("video_id", SentenceForm);
            var caption = sentence.Text("caption", SentenceForm);
            if (captions.TryGetValue(name, out var own))
                own.Add(caption);
            else if (!others.Contains(name))
                throw DatasetProblem.At(source.Path, sentence.Line, $"{sentence.Name}.video_id", name, "is none of the videos", "Name one of videos, or add it there");
        }

        var folder = new MediaFolder(source.Folder);
        return
        [
            .. order.Where(video => captions[video.Name].Count > 0)
                .Select(video => new EvaluationItem(video.Name, folder.PathOf(video.Name), captions[video.Name]) { Facts = video.Facts }),
        ];
    }

    private static bool Counts(JsonPlace video, string split)
    {
        // A file of one part need not name it.
        if (!video.Value.TryGetProperty("split", out _))
            return true;
        var named = video.Member("split", JsonValueKind.String, VideoForm).Value.GetString()!;
        return named == split || split == "all";
    }
}
