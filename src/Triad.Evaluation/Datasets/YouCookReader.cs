using System.Globalization;
using System.Text.Json;

namespace Triad.Evaluation.Datasets;

/// <summary>
/// Reads YouCook2's annotations: every annotated segment of a video is an item, cut from it, with its sentence as caption.
/// </summary>
internal static class YouCookReader
{
    // The captions of its test part are not public: papers measure on this one.
    private const string UsualSplit = "validation";
    private const string VideoForm = "Write a video as \"ID\": {\"subset\": \"validation\", \"annotations\": [{\"segment\": [90, 102], \"sentence\": \"cut the bacon\"}]}";

    public static IReadOnlyList<EvaluationItem> Read(DatasetSource source, byte[] content)
    {
        var folder = new MediaFolder(source.Folder);
        var items = new List<EvaluationItem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var video in JsonPieces.Of(source.Path, content, "database", VideoForm))
        {
            if (!seen.Add(video.Name))
                throw DatasetProblem.At(source.Path, video.Line, video.Name, null, "is there twice", "Take one of the two out");
            var subset = video.Text("subset", VideoForm);
            if (subset != (source.Split ?? UsualSplit) && source.Split != "all")
                continue;
            var number = 0;
            foreach (var annotation in video.Member("annotations", JsonValueKind.Array, VideoForm).Items())
                items.Add(ItemOf(video, annotation, number++, folder));
        }

        return items;
    }

    private static EvaluationItem ItemOf(JsonPlace video, JsonPlace annotation, int number, MediaFolder folder)
    {
        var sentence = annotation.Text("sentence", VideoForm);
        var segment = annotation.Member("segment", JsonValueKind.Array, VideoForm);
        var times = segment.Items().Select(time => time.Number("Give start and end in seconds")).ToList();
        if (times is not [var start and >= 0, var end] || end <= start)
            throw segment.Wrong("is not a span", "Give start and end in seconds, such as [90, 102]");
        return new EvaluationItem(string.Create(CultureInfo.InvariantCulture, $"{video.Name}#{number}"), folder.PathOf(video.Name), [sentence], end - start)
        {
            Video = video.Name,
            Facts = video.Value,
            Cut = (start, end),
        };
    }
}
