using System.Text.Json;
using Triad.Evaluation.Datasets;

namespace Triad.Evaluation.Classification;

/// <summary>Which labels are right for each item, as places in the label set; none: the item is not asked about.</summary>
public static class ClassTruth
{
    private const string VideoColumn = "video_id";
    private const string LabelColumn = "label";

    /// <summary>From a field of the data set; a dot goes into an object, and into every element of a list.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> FromField(EvaluationSet set, string field, LabelSet labels)
    {
        var places = PlacesOf(labels);
        var truth = new List<IReadOnlyList<int>>();
        foreach (var item in set.Items)
        {
            var right = new List<int>();
            foreach (var value in item.Facts is { } facts ? ValuesAt(facts, field.Split('.')) : [])
            {
                right.Add(places.TryGetValue(value, out var place)
                    ? place
                    : throw EvaluationException.WrongUse("--field", field, $"'{value}' of {item.Name} is none of the labels: add it to --labels"));
            }

            truth.Add([.. right.Distinct()]);
        }

        return truth.Any(right => right.Count > 0)
            ? truth
            : throw EvaluationException.WrongUse("--field", field, "No item has it: name a field of the data set, or the right labels with --truth");
    }

    /// <summary>From a table with the columns video_id and label, a row for each right label.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> FromTable(EvaluationSet set, string path, LabelSet labels)
    {
        if (!File.Exists(path))
            throw EvaluationException.WrongUse("--truth", path, $"Name a CSV file with the columns {VideoColumn} and {LabelColumn}");
        var places = PlacesOf(labels);
        var byVideo = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (line, video, label) in CsvTable.Read(path, File.ReadAllBytes(path), VideoColumn, LabelColumn))
        {
            if (!places.TryGetValue(label, out var place))
                throw DatasetProblem.At(path, line, LabelColumn, label, "is none of the labels", "Add it to --labels, or correct it");
            if (!byVideo.TryGetValue(video, out var own))
                byVideo[video] = own = [];
            own.Add(place);
        }

        List<IReadOnlyList<int>> truth =
        [
            .. set.Items.Select(item => (IReadOnlyList<int>)[.. (byVideo.GetValueOrDefault(item.Name) ?? byVideo.GetValueOrDefault(item.Video) ?? []).Distinct()]),
        ];
        return truth.Any(right => right.Count > 0)
            ? truth
            : throw EvaluationException.WrongUse("--truth", path, $"None of its videos is in the data set, which has {set.Items[0].Name} and others");
    }

    private static Dictionary<string, int> PlacesOf(LabelSet labels) =>
        labels.Labels.Select((label, place) => (label.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);

    private static IEnumerable<string> ValuesAt(JsonElement element, ReadOnlyMemory<string> path) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(inner => ValuesAt(inner, path)),
        JsonValueKind.Object when !path.IsEmpty && element.TryGetProperty(path.Span[0], out var member) => ValuesAt(member, path[1..]),
        JsonValueKind.String when path.IsEmpty => [element.GetString()!],
        JsonValueKind.Number when path.IsEmpty => [element.GetRawText()],
        _ => [],
    };
}
